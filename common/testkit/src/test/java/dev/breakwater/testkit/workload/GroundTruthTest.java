package dev.breakwater.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

  @Test
  void keepsEveryExpectationOfAWorkload() {
    Workload workload =
        Workload.builder().seed(3).events(30_000).duplicates(0.1).malformed(0.1).build();
    GroundTruth truth = GroundTruth.of(workload);
    int clean = 0;
    int dead = 0;
    for (WorkloadRecord record : workload) {
      if (record.fate().isClean()) {
        assertThat(truth.find(record.id())).isEqualTo(clean);
        assertThat(truth.id(clean)).isEqualTo(record.id());
        assertThat(truth.digest(clean)).isEqualTo(Digest.fast(record.value()));
        assertThat(truth.keyName(truth.key(clean)))
            .isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
        clean++;
      } else if (record.fate().isDead()) {
        ExpectedDead expected = truth.dead().get(dead++);
        assertThat(expected.reason()).isEqualTo(record.fate().reason());
        assertThat(expected.digest()).isEqualTo(Digest.sha256(record.value()));
        assertThat(truth.find(record.id())).isEqualTo(-1);
      }
    }
    assertThat(truth.clean()).isEqualTo(clean);
    assertThat(truth.dead()).hasSize(dead);
    assertThat(truth.records()).isEqualTo(30_000);
    assertThat(truth.duplicates()).isEqualTo(30_000 - clean - dead);
  }

  @Test
  void refusesTwoCleanEventsWithOneId() {
    GroundTruth truth = new GroundTruth();
    WorkloadRecord record = clean("a");
    truth.add(record);
    assertThatThrownBy(() -> truth.add(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a clean event needs an id of its own");
  }

  @Test
  void agreesWithAPlainMapOnStringsOfAnyLength() {
    long seed = 11;
    Random random = new Random(seed);
    ByteStrings strings = new ByteStrings();
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(5)];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int number = model.getOrDefault(text, -1);
      assertThat(strings.find(bytes)).as("seed %d, %s", seed, text).isEqualTo(number);
      assertThat(strings.add(bytes)).as("seed %d, %s", seed, text).isEqualTo(number < 0);
      model.putIfAbsent(text, model.size());
    }
    model.forEach(
        (text, number) ->
            assertThat(strings.get(number)).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void seesEveryChangeOfOneBit() {
    byte[] payload = new byte[37];
    new Random(5).nextBytes(payload);
    long digest = Digest.fast(payload);
    for (int bit = 0; bit < payload.length * 8; bit++) {
      payload[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Digest.fast(payload)).as("bit %d", bit).isNotEqualTo(digest);
      payload[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void tellsNullEmptyAndZerosApart() {
    assertThat(List.of(Digest.fast(null), Digest.fast(new byte[0]), Digest.fast(new byte[1])))
        .doesNotHaveDuplicates();
    assertThat(List.of(Digest.sha256(null), Digest.sha256(new byte[0]))).doesNotHaveDuplicates();
  }

  private static WorkloadRecord clean(String id) {
    return new WorkloadRecord(null, new byte[1], List.of(), 0, Kind.CLEAN, id, Fate.CLEAN);
  }
}
