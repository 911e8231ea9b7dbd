package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

  private static final List<String> KEYS =
      List.of("dedup.horizon", "dedup.filter", "sink.topic", "dead.letter.topic");

  @ParameterizedTest
  @CsvSource({
    "ab, ab, 0",
    "ab, ba, 1",
    "ab, a, 1",
    "a, ab, 1",
    "ab, ac, 1",
    "abc, xyz, 3",
    "'', ab, 2"
  })
  void countsTypingErrors(String a, String b, int typos) {
    assertThat(NearestKey.distance(a, b)).isEqualTo(typos);
  }

  @Test
  void findsTheKeyWithTheFewestErrors() {
    assertThat(NearestKey.of("dedup.hroizn", KEYS)).isEqualTo("dedup.horizon");
    assertThat(NearestKey.of("sink.topics", KEYS)).isEqualTo("sink.topic");
    assertThat(NearestKey.of("dead-letter-topic", KEYS)).isEqualTo("dead.letter.topic");
  }

  @Test
  void findsAKeyWithoutItsFirstPartsIfThereIsOnlyOne() {
    assertThat(NearestKey.of("filter", KEYS)).isEqualTo("dedup.filter");
    assertThat(NearestKey.of("letter.topic", KEYS)).isEqualTo("dead.letter.topic");
    assertThat(NearestKey.of("topic", KEYS)).isNull();
  }

  @Test
  void findsNothingThatIsTooFarOff() {
    assertThat(NearestKey.of("source.start", KEYS)).isNull();
    assertThat(NearestKey.of("", KEYS)).isNull();
  }
}
