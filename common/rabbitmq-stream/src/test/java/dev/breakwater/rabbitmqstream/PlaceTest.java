package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.rabbitmqstream.Place.Finding;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private static final Place LAST = new Place(41, 1_000);

  @Test
  void isFollowedByAllWhereItIsStillThere() {
    assertThat(LAST.whenFirstIs(new Place(41, 1_000))).isEqualTo(Finding.WHOLE);
  }

  @Test
  void isFollowedByAllWhereTheVeryNextOneIsFirst() {
    assertThat(LAST.whenFirstIs(new Place(42, 1_001))).isEqualTo(Finding.WHOLE);
  }

  @Test
  void isNotWhereTheFirstOneIsFurtherOn() {
    assertThat(LAST.whenFirstIs(new Place(43, 1_001))).isEqualTo(Finding.GAP);
  }

  @Test
  void isOfAnotherStreamWhereTheChunkIsOfAnotherTime() {
    assertThat(LAST.whenFirstIs(new Place(41, 1_001))).isEqualTo(Finding.MADE_ANEW);
    assertThat(LAST.whenFirstIs(new Place(7, 1_001))).isEqualTo(Finding.MADE_ANEW);
  }

  @Test
  void isOfAnyTimeWhereSomebodyChoseItByItsOffset() {
    assertThat(new Place(41, Place.ANY_TIME).whenFirstIs(LAST)).isEqualTo(Finding.WHOLE);
  }
}
