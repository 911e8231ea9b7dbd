package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  private static final long SEED = 20010103L;

  @Test
  void neverChangeBecauseBooksOfDifferentTimesAreCompared() {
    assertThat(Identities.ofOrigin("orders-raw", 7, 123_456_789L)).isEqualTo(GOLDEN_ORIGIN);
    assertThat(Identities.ofEvent("/flights", "f-00000001")).isEqualTo(GOLDEN_EVENT);
  }

  private static final long GOLDEN_ORIGIN = 0x6007fa8fe0bce426L;
  private static final long GOLDEN_EVENT = 0x8be4b86a16e35ae6L;

  @Test
  void areTheSameForTextsAndForTheBytesInHeaders() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String source = text(random, i % 2 == 0 ? 0x80 : 0xd800);
      String id = text(random, i % 3 == 0 ? 0xd800 : 0x80);
      assertThat(Identities.ofEvent(source.getBytes(UTF_8), id.getBytes(UTF_8)))
          .as("seed %d, source '%s', id '%s'", SEED, source, id)
          .isEqualTo(Identities.ofEvent(source, id));
    }
  }

  @Test
  void tellApartSourcesAndIdsThatAreTheSameTextTogether() {
    assertThat(Identities.ofEvent("ab", "c")).isNotEqualTo(Identities.ofEvent("a", "bc"));
    assertThat(Identities.ofEvent("", "abc")).isNotEqualTo(Identities.ofEvent("abc", ""));
    assertThat(Identities.ofEvent("a", "\0")).isNotEqualTo(Identities.ofEvent("a", ""));
  }

  @Test
  void differForNeighboursAsMuchAsForStrangers() {
    Set<Long> seen = new HashSet<>();
    int ones = 0;
    for (int i = 0; i < 100_000; i++) {
      seen.add(Identities.ofEvent("/flights", "f-" + i));
      seen.add(Identities.ofOrigin("flights-1", i & 15, i >> 4));
      ones +=
          Long.bitCount(
              Identities.ofOrigin("flights", 3, i) ^ Identities.ofOrigin("flights", 3, i + 1L));
    }
    assertThat(seen).hasSize(200_000);
    assertThat(ones / 100_000.0).isBetween(31.9, 32.1);
  }

  private static String text(Random random, int alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) random.nextInt(alphabet));
    }
    return text.toString();
  }
}
