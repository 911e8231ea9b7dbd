package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** As many records as were asked for, whatever the input cannot have. */
class FlightWorkloadTest {

  private static final int EVENTS = 20_000;

  @Test
  void isTheSameEachTimeAndHasEveryKind() {
    List<WorkloadRecord> all = flights(record -> true);
    assertThat(all).hasSize(EVENTS);
    assertThat(all).extracting(WorkloadRecord::kind).contains(Kind.values());
    assertThat(flights(record -> true))
        .extracting(WorkloadRecord::id)
        .isEqualTo(all.stream().map(WorkloadRecord::id).toList());
  }

  @Test
  void leavesOutWhatTheInputCannotHaveAndMakesUpForIt() {
    List<WorkloadRecord> carried = flights(Input.RABBITMQ::carries);
    assertThat(carried).hasSize(EVENTS);
    assertThat(carried)
        .extracting(WorkloadRecord::kind)
        .doesNotContain(Kind.TOMBSTONE)
        .contains(Kind.EMPTY, Kind.OVERSIZED, Kind.TOO_MANY_HEADERS, Kind.DUPLICATE);
    assertThat(GroundTruth.of(carried).records()).isEqualTo(EVENTS);
  }

  private static List<WorkloadRecord> flights(Predicate<WorkloadRecord> carried) {
    List<WorkloadRecord> all = new ArrayList<>();
    FlightWorkload.of(5, EVENTS, carried).forEach(all::add);
    return all;
  }
}
