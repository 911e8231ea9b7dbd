package dev.breakwater.scripts.drill.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the truth says of records by what becomes of them at a server, which may be any. */
class LoadTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int RATE = 5_000;
  private static final int SOME = 500;

  private final FakeOutlet outlet = new FakeOutlet();
  private final Workload workload =
      Workload.builder()
          .seed(7)
          .events(1_000_000)
          .malformed(0.2, Kind.TOMBSTONE, Kind.EMPTY, Kind.MISSING_ID)
          .build();

  @Test
  void whatIsAcknowledgedMustComeOutAndWhatIsNotMay() throws InterruptedException {
    outlet.refused = true;
    GroundTruth truth = send();
    for (WorkloadRecord record : outlet.sent) {
      if (record.fate().isClean()) {
        boolean certain = !outlet.unknown.contains(record);
        assertThat(truth.mayBeMissing(truth.find(record.id()))).isEqualTo(!certain);
      }
    }
    assertThat(outlet.unknown).hasSizeGreaterThan(10);
    assertThat(outlet.unknown.size()).isLessThan(outlet.sent.size() / 2);
  }

  @Test
  void whatTheServerCannotHaveIsNeitherSentNorMissed() throws InterruptedException {
    outlet.tombstones = false;
    GroundTruth truth = send();
    assertThat(outlet.sent).noneMatch(record -> record.kind() == Kind.TOMBSTONE);
    assertThat(truth.records()).isEqualTo(outlet.sent.size());
    assertThat(truth.dead()).noneMatch(dead -> dead.kind() == Kind.TOMBSTONE);
    assertThat(truth.dead()).anyMatch(dead -> dead.kind() == Kind.EMPTY);
  }

  @Test
  void eachRecordSaysWhenItWasDue() throws InterruptedException {
    long before = System.currentTimeMillis();
    send();
    List<Long> dues = outlet.dues.stream().toList();
    assertThat(dues).isSorted().allMatch(due -> due >= before);
    assertThat(dues).last().satisfies(due -> assertThat(due).isLessThan(before + 60_000));
  }

  @Test
  void theServerIsAskedForAllItsAnswersThenLeft() throws InterruptedException {
    send();
    assertThat(outlet.calls).containsExactly("finish", "close");
  }

  private GroundTruth send() throws InterruptedException {
    try (Load load = Load.start(outlet, RATE, workload)) {
      Awaitility.await().atMost(WITHIN).until(() -> load.sent() > SOME);
      GroundTruth truth = load.stop();
      assertThat(load.acknowledged()).isEqualTo(outlet.sent.size() - outlet.unknown.size());
      return truth;
    }
  }

  /** Answers at once; where it is to, it does not know of every fifth record. */
  private static final class FakeOutlet implements Outlet {

    private final ConcurrentLinkedQueue<WorkloadRecord> sent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<WorkloadRecord> unknown = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> dues = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean refused;
    private volatile boolean tombstones = true;

    @Override
    public boolean carries(WorkloadRecord record) {
      return tombstones || record.value() != null;
    }

    @Override
    public void send(WorkloadRecord record, Answer answer) {
      sent.add(record);
      Header due = record.headers().get(record.headers().size() - 1);
      assertThat(due.key()).isEqualTo(Load.DUE);
      dues.add(Long.parseLong(new String(due.value(), US_ASCII)));
      answer.is(refusal(record));
    }

    private @Nullable Exception refusal(WorkloadRecord record) {
      if (!refused || sent.size() % 5 != 0) {
        return null;
      }
      unknown.add(record);
      return new IOException("nobody knows");
    }

    @Override
    public void finish() {
      calls.add("finish");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
