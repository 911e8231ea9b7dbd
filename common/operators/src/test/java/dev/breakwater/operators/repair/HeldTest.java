package dev.breakwater.operators.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.Lineage;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sets behind a repair. */
class HeldTest {

  @Test
  void holdsIdentitiesWithinTheHorizonOfEachOfTheirTimes() {
    HeldIdentities identities = new HeldIdentities();
    for (int i = 0; i < 10_000; i++) {
      identities.add("source", "id" + i, 1_000_000);
    }
    identities.add("source", "id5", 9_000_000);

    for (int i = 0; i < 10_000; i++) {
      assertThat(identities.contains("source", "id" + i, 1_000_100, 100)).isTrue();
    }
    assertThat(identities.contains("source", "id5", 999_899, 100)).isFalse();
    assertThat(identities.contains("source", "id5", 8_999_950, 100)).isTrue();
    assertThat(identities.contains("source", "id6", 8_999_950, 100)).isFalse();
    assertThat(identities.contains("source", "id6", -1, 100)).as("no timestamp").isTrue();
    assertThat(identities.contains("sourceid", "6", 1_000_000, 100)).isFalse();
    assertThat(identities.contains("source", "id10000", 1_000_000, 100)).isFalse();
  }

  @Test
  void saysWhichOptionIsTooSmallInsteadOfRunningOutOfMemory() {
    Held held = new Held(true, 1_000, 100_000);
    RepairOutput output = RepairOutput.unique("clean");

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                held.add(output, event("raw-0@" + i, "id" + i), true);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "repair.max-memory is too small for what the outputs hold: 100000 B were full after ")
        .hasMessageEndingWith("allow more, or set repair.output-from to read less");
  }

  @Test
  void isOverWhenWhatEachOutputOfTheStreamHoldsWasSeen() {
    Held held = new Held(false, 0, 100_000);
    held.add(RepairOutput.events("enriched"), event("raw-0@1", "a"), true);
    held.add(RepairOutput.events("diverted"), event("raw-0@5", "b"), true);
    held.add(RepairOutput.events("of another stream"), event("raw-0@9", "c"), false);
    RepairMarks marks = new RepairMarks();
    marks.begin(Map.of(), held.past());
    assertThat(marks.done()).isFalse();
    marks.seen().reached("raw", 0, 1);
    assertThat(marks.done()).isFalse();
    marks.seen().reached("raw", 0, 5);
    assertThat(marks.done()).isTrue();
  }

  @Test
  void isPassedWhenEachPartitionWasSeenToItsLastOffset() {
    Progress end = new Progress();
    end.reached("raw", 0, 10);
    end.reached("raw", 1, 5);
    Progress seen = new Progress();
    assertThat(seen.passed(new Progress())).isTrue();
    seen.reached("raw", 0, 12);
    assertThat(seen.passed(end)).isFalse();
    seen.reached("raw", 1, 4);
    assertThat(seen.passed(end)).isFalse();
    seen.reached("raw", 1, 5);
    seen.reached("raw", 1, 3);
    assertThat(seen.passed(end)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "raw", "raw-0", "@5", "-0@5", "raw-@5", "raw-0@", "raw-x@5", "raw-0@-5"})
  void whatIsNoPositionIsNone(String text) {
    assertThat(Lineage.position(text.getBytes(UTF_8))).isNull();
  }

  @Test
  void readsPositionsOfTopicsWithAnyName() {
    assertThat(Lineage.position("a.b-c_d-12@9876543210".getBytes(UTF_8)))
        .isEqualTo(new Lineage.Position("a.b-c_d", 12, 9_876_543_210L));
    assertThat(Lineage.position(null)).isNull();
  }

  static ConsumerRecord<byte[], byte[]> event(String origin, String id) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("clean", 0, 0, new byte[0], new byte[0]);
    record
        .headers()
        .add(Lineage.ID, id.getBytes(UTF_8))
        .add(Lineage.SOURCE, "source".getBytes(UTF_8))
        .add(Lineage.ORIGIN, origin.getBytes(UTF_8));
    return record;
  }
}
