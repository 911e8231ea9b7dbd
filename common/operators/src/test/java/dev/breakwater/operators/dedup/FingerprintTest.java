package dev.breakwater.operators.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final long SEED = 20010101L;

  @Test
  void isMurmurHash3OverSourceAndIdAsAnotherImplementationComputesIt() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String source = text(random, random.nextInt(40));
      String id = text(random, random.nextInt(60));
      byte[] bytes = (source + id).getBytes(StandardCharsets.UTF_16LE);
      long[] expected = MurmurHash3.hash128x64(bytes, 0, bytes.length, source.length());
      assertThat(Fingerprint.of(source, id))
          .as("seed %d, source '%s', id '%s'", SEED, source, id)
          .isEqualTo(new Fingerprint(expected[0], expected[1]));
    }
  }

  @Test
  void tellsApartSourcesAndIdsThatAreTheSameTextTogether() {
    assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
    assertThat(Fingerprint.of("", "abc")).isNotEqualTo(Fingerprint.of("abc", ""));
  }

  @Test
  void differsForEachOfAMillionSequentialIds() {
    Set<Fingerprint> seen = new HashSet<>();
    for (int i = 0; i < 1_000_000; i++) {
      seen.add(Fingerprint.of("/flights", "f-" + i));
    }
    assertThat(seen).hasSize(1_000_000);
  }

  @Test
  void neverChangesBecauseStateIsKeyedByIt() {
    assertThat(Fingerprint.of("/flights", "f-00000001")).hasToString(GOLDEN);
  }

  private static final String GOLDEN = "742628caf814c6df55c71a31928ff81a";

  @Test
  void isSerializedAsSixteenBytes() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    Fingerprint fingerprint = Fingerprint.of("source", "id");
    FingerprintSerializer.INSTANCE.serialize(fingerprint, out);
    assertThat(out.length()).isEqualTo(16);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(FingerprintSerializer.INSTANCE.deserialize(in)).isEqualTo(fingerprint);
  }

  /** Any characters but surrogates, which would not survive the way through bytes. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0xd800));
    }
    return text.toString();
  }
}
