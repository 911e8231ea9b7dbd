package dev.breakwater.scripts.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.dedup.Dedup;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of clean events, kept and not. */
class IngestOutputsTest {

  private static final String SOURCE = "flights";

  private final Workload workload = Workload.builder().seed(9).events(2_000).build();
  private final GroundTruth truth = GroundTruth.of(workload);
  private final List<Clean> output = new ArrayList<>();
  private int early;
  private int late;

  /** A clean event and where it was read. */
  private record Clean(WorkloadRecord flight, long offset) {}

  @BeforeEach
  void takeAll() {
    long offset = 0;
    for (WorkloadRecord flight : workload) {
      output.add(new Clean(flight, offset++));
    }
    early = 5;
    late = early + 1;
    while (group(late) != group(early)) {
      late++;
    }
  }

  @Test
  void holdsWhereTheSecondCopyWentOnInItsOwnPlace() {
    output.add(new Clean(output.remove(early).flight(), output.size() + 1L));
    Verdict verdict = verdict();
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void findsTwoOfAKeyGroupThatChangedPlaces() {
    Clean first = output.get(early);
    output.set(early, output.get(late));
    output.set(late, first);
    Verdict verdict = verdict();
    assertThat(verdict.reordered()).isPositive();
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.lost() + verdict.altered() + verdict.duplicated()).isZero();
  }

  private int group(int index) {
    return Dedup.keyGroup(SOURCE, output.get(index).flight().id(), Outputs.MAX_PARALLELISM);
  }

  private Verdict verdict() {
    Outputs outputs = Outputs.ingest("clean", "dead", List.of());
    Judge judge = new Judge(truth, outputs.reading(), outputs.order());
    long offset = 0;
    for (Clean event : output) {
      ConsumerRecord<byte[], byte[]> record =
          new ConsumerRecord<>("clean", 0, offset++, event.flight().key(), event.flight().value());
      record.headers().add("ce_id", event.flight().id().getBytes(UTF_8));
      record.headers().add("ce_source", SOURCE.getBytes(UTF_8));
      record.headers().add("breakwater-origin", ("raw-0@" + event.offset()).getBytes(UTF_8));
      judge.clean(record);
    }
    return judge.verdict();
  }
}
