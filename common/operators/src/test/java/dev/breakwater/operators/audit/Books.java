package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** An audit operator on its own, with its clocks, its verdicts and its metrics at hand. */
final class Books implements AutoCloseable {

  static final long MINUTE = 60_000;
  static final AuditConfig CONFIG =
      new AuditConfig(2 * MINUTE, 5 * MINUTE, 60 * MINUTE, 120 * MINUTE, Map.of());

  private final AuditConfig config;
  private final long heldMillis;
  private final List<Verdict> said = new ArrayList<>();
  private final List<DeadLetter> refused = new ArrayList<>();
  private Map<String, Metric> metrics = Map.of();
  private KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Verdict> flink;
  private long clock;

  Books(AuditConfig config) throws Exception {
    this(config, 0);
  }

  /**
   * @param heldMillis how long event time stands after a restart
   */
  Books(AuditConfig config, long heldMillis) throws Exception {
    this.config = config;
    this.heldMillis = heldMillis;
    this.flink = open(null);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Verdict> open(
      @Nullable OperatorSubtaskState state) throws Exception {
    Map<String, Metric> registered = new LinkedHashMap<>();
    KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Verdict> opened =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AuditOperator(config, heldMillis),
            Account::line,
            Types.STRING,
            new MockEnvironmentBuilder()
                .setMaxParallelism(128)
                .setMetricGroup(Recording.task(registered))
                .build());
    opened.setup(VerdictSerializer.INSTANCE);
    opened.setProcessingTime(clock);
    opened.initializeState(state);
    opened.open();
    metrics = registered;
    return opened;
  }

  void book(LedgerEntry entry) throws Exception {
    flink.processElement(new StreamRecord<>(entry, entry.bookedAt()));
  }

  /** What nobody takes now is read again by the one that goes on from here. */
  void restart() throws Exception {
    collect();
    OperatorSubtaskState state = flink.snapshot(1, clock);
    flink.close();
    flink = open(state);
  }

  void eventTime(long time) throws Exception {
    flink.processWatermark(time);
  }

  void clock(long time) throws Exception {
    clock = time;
    flink.setProcessingTime(time);
  }

  private void collect() {
    flink.extractOutputStreamRecords().forEach(each -> said.add(each.getValue()));
    flink.getOutput().clear();
    if (flink.getSideOutput(Audit.DEAD_LETTERS) != null) {
      flink.getSideOutput(Audit.DEAD_LETTERS).forEach(each -> refused.add(each.getValue()));
      flink.getSideOutput(Audit.DEAD_LETTERS).clear();
    }
  }

  /** All verdicts so far, in order. */
  List<Verdict> said() {
    collect();
    return said;
  }

  List<DeadLetter> refused() {
    collect();
    return refused;
  }

  /** What stands, by account and bucket; each revision must follow the one before. */
  Map<String, Verdict> standing() {
    Map<String, Verdict> latest = new LinkedHashMap<>();
    for (Verdict verdict : said()) {
      Verdict before = latest.put(name(verdict.account(), verdict.bucket()), verdict);
      int expected = before == null ? 1 : before.revision() + 1;
      if (verdict.revision() != expected) {
        throw new AssertionError("revision must be %d, was %s".formatted(expected, verdict));
      }
    }
    return latest;
  }

  static String name(Account account, long bucket) {
    return account.key() + '|' + bucket;
  }

  /** {@code RULING difference} of what stands, by {@code equation|topic|job|bucket}. */
  Map<String, String> rulings() {
    Map<String, String> rulings = new LinkedHashMap<>();
    standing().forEach((name, verdict) -> rulings.put(name, text(verdict)));
    return rulings;
  }

  static String text(Verdict verdict) {
    return verdict.ruling().code() + (verdict.difference() == 0 ? "" : " " + verdict.difference());
  }

  int rows() {
    return flink.numKeyedStateEntries();
  }

  long count(String name) {
    return ((Counter) Objects.requireNonNull(metrics.get(name), name)).getCount();
  }

  long gauge(String name) {
    return (Long) ((Gauge<?>) Objects.requireNonNull(metrics.get(name), name)).getValue();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
