package dev.breakwater.operators.quarantine;

import static dev.breakwater.operators.quarantine.Outcomes.back;
import static dev.breakwater.operators.quarantine.Outcomes.dead;
import static dev.breakwater.operators.quarantine.Outcomes.event;
import static dev.breakwater.operators.quarantine.Outcomes.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuarantineOperatorTest {

  private static final long WAIT = 1_000;
  private static final QuarantineConfig LIMITS = limits(WAIT, 1 << 20);

  enum Backend {
    ROCKSDB,
    HASHMAP;

    StateBackend make() {
      return this == ROCKSDB ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdsOneKeyWhileOthersFlow(Backend backend) throws Exception {
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(backend, null);
      harness.process(dead(record("A", 1)), event("A", 2), event("B", 3), event("A", 4));
      assertThat(harness.out()).containsExactly("!1", "3");
      harness.process(event(back(record("A", 1), 0)), event("A", 5));
      assertThat(harness.out()).containsExactly("1", "2", "4", "5");
      harness.assertEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void releasesManyInTheirOrder(Backend backend) throws Exception {
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(backend, null);
      List<String> expected = new ArrayList<>();
      harness.process(dead(record("A", 0)));
      for (int i = 1; i < 2_000; i++) {
        harness.process(event("A", i));
        expected.add(Integer.toString(i));
      }
      assertThat(harness.out()).containsExactly("!0");
      harness.process(event(back(record("A", 0), 0)));
      assertThat(harness.out().subList(1, 2_000)).isEqualTo(expected);
      harness.assertEmpty();
    }
  }

  @Test
  void keepsTheTimestampsOfFlink() throws Exception {
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      harness.process(dead(record("A", 1)));
      harness.operator.processElement(new StreamRecord<>(event("A", 2), 77));
      harness.process(event("A", 3), event(back(record("A", 1), 0)));
      assertThat(harness.records())
          .extracting(each -> each.hasTimestamp() ? each.getTimestamp() : null)
          .containsExactly(null, null, 77L, null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesUpWhenTheTimeIsUpAndKeepsOneTimerAKey(Backend backend) throws Exception {
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(backend, null);
      harness.at(0).process(dead(record("A", 1)), event("A", 2));
      harness.at(10).process(dead(record("A", 3)), event("A", 4), dead(record("B", 5)));
      assertThat(harness.out()).containsExactly("!1", "!3", "!5");
      assertThat(harness.operator.numProcessingTimeTimers()).isEqualTo(2);
      harness.at(WAIT - 1);
      assertThat(harness.out()).isEmpty();
      harness.at(WAIT);
      assertThat(harness.out()).containsExactly("~2");
      assertThat(harness.operator.numProcessingTimeTimers()).isEqualTo(2);
      harness.at(WAIT + 10);
      assertThat(harness.out()).containsExactly("~4");
      harness.assertEmpty();
    }
  }

  @Test
  void boundsAllKeysOfTheSubtaskTogether() throws Exception {
    int room = new Place.Mark("in-0@1", 0).bytes();
    try (Harness harness = new Harness(limits(WAIT, 3L * room), 1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      harness.process(dead(record("A", 1)), dead(record("B", 2)), dead(record("C", 3)));
      harness.process(dead(record("D", 4)), event("D", 5));
      assertThat(harness.out()).containsExactly("!1", "!2", "!3", "!4", "5");
      harness.process(event(back(record("A", 1), 0)), dead(record("D", 6)), event("D", 7));
      assertThat(harness.out()).containsExactly("1", "!6", "~7");
    }
  }

  @Test
  void countsWhatACheckpointHoldsAgainstTheBound() throws Exception {
    QuarantineConfig limits = limits(WAIT, 2L * new Place.Mark("in-0@1", 0).bytes());
    OperatorSubtaskState snapshot;
    try (Harness harness = new Harness(limits, 1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      harness.process(dead(record("A", 1)), dead(record("B", 2)));
      snapshot = harness.snapshot();
    }
    try (Harness harness = new Harness(limits, 1, 0)) {
      harness.open(Backend.ROCKSDB, snapshot);
      harness.process(dead(record("C", 3)), event("C", 4));
      assertThat(harness.out()).containsExactly("!3", "4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromACheckpoint(Backend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(backend, null);
      harness.at(5).process(dead(record("A", 1)), event("A", 2), dead(record("B", 3)));
      snapshot = harness.snapshot();
    }
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.at(6).open(backend, snapshot);
      harness.process(event("A", 4), event("B", 5), event(back(record("A", 1), 0)));
      assertThat(harness.out()).containsExactly("1", "2", "4");
      harness.at(5 + WAIT);
      assertThat(harness.out()).containsExactly("~5");
      harness.assertEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsAChangedWaitHoldForWhatWaitsAlready(Backend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(backend, null);
      for (int i = 0; i < 100; i++) {
        harness.process(dead(record("key-" + i, 2L * i)), event("key-" + i, 2L * i + 1));
      }
      snapshot = harness.snapshot();
    }
    try (Harness harness = new Harness(limits(10, 1 << 20), 1, 0)) {
      harness.at(1).open(backend, snapshot);
      harness.at(9);
      assertThat(harness.out()).isEmpty();
      harness.at(10);
      assertThat(harness.out()).hasSize(100);
      harness.assertEmpty();
    }
  }

  @Test
  void goesOnAfterRescaling() throws Exception {
    OperatorSubtaskState merged;
    int keys = 60;
    try (Harness left = new Harness(LIMITS, 2, 0);
        Harness right = new Harness(LIMITS, 2, 1)) {
      left.open(Backend.ROCKSDB, null);
      right.open(Backend.ROCKSDB, null);
      for (int i = 0; i < keys; i++) {
        Outcome first = dead(record("key-" + i, 2L * i));
        (left.owns(first) ? left : right).process(first, event("key-" + i, 2L * i + 1));
      }
      merged = AbstractStreamOperatorTestHarness.repackageState(left.snapshot(), right.snapshot());
    }
    for (int parallelism : new int[] {1, 3}) {
      int seen = 0;
      for (int subtask = 0; subtask < parallelism; subtask++) {
        try (Harness harness = new Harness(LIMITS, parallelism, subtask)) {
          harness.open(Backend.ROCKSDB, harness.part(merged, 2));
          for (int i = 0; i < keys; i++) {
            Outcome comesBack = event(back(record("key-" + i, 2L * i), i));
            if (harness.owns(comesBack)) {
              harness.process(event("key-" + i, 1_000 + i), comesBack);
              assertThat(harness.out())
                  .containsExactly("" + 2 * i, "" + (2 * i + 1), "" + (1_000 + i));
              seen++;
            }
          }
          harness.assertEmpty();
        }
      }
      assertThat(seen).isEqualTo(keys);
    }
  }

  @Test
  void holdsBackNothingOfOtherKeysWhoseHashesAreTheSame() throws Exception {
    try (Harness harness = new Harness(LIMITS, 1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(QuarantineKey.of(event("Aa", 0)))
          .hasSameHashCodeAs(QuarantineKey.of(event("BB", 0)));
      harness.process(dead(record("Aa", 1)), event("BB", 2), event("Aa", 3), dead(record("BB", 4)));
      harness.process(event("BB", 5), event(back(record("Aa", 1), 0)), event("BB", 6));
      assertThat(harness.out()).containsExactly("!1", "2", "!4", "1", "3");
    }
  }

  private static QuarantineConfig limits(long maxWait, long maxBytes) {
    return new QuarantineConfig(
        true, Set.of(Reason.DEPENDENCY), maxWait, 10_000, 1 << 20, maxBytes, LimitPolicy.RELEASE);
  }

  /** One subtask of the operator. */
  private static final class Harness implements AutoCloseable {

    private static final int MAX_PARALLELISM = 12;

    private final int parallelism;
    private final int subtask;
    private long snapshots;
    private final KeyedOneInputStreamOperatorTestHarness<QuarantineKey, Outcome, Outcome> operator;

    Harness(QuarantineConfig limits, int parallelism, int subtask) throws Exception {
      this.parallelism = parallelism;
      this.subtask = subtask;
      this.operator =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new QuarantineOperator(limits),
              QuarantineKey::of,
              QuarantineKey.TYPE,
              MAX_PARALLELISM,
              parallelism,
              subtask);
    }

    void open(Backend backend, @Nullable OperatorSubtaskState state) throws Exception {
      operator.setStateBackend(backend.make());
      operator.setup(EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        operator.initializeState(state);
      }
      operator.open();
    }

    boolean owns(Outcome outcome) {
      return subtask
          == KeyGroupRangeAssignment.assignKeyToParallelOperator(
              QuarantineKey.of(outcome), MAX_PARALLELISM, parallelism);
    }

    OperatorSubtaskState part(OperatorSubtaskState merged, int oldParallelism) {
      return AbstractStreamOperatorTestHarness.repartitionOperatorState(
          merged, MAX_PARALLELISM, oldParallelism, parallelism, subtask);
    }

    Harness at(long time) throws Exception {
      operator.setProcessingTime(time);
      return this;
    }

    void process(Outcome... outcomes) throws Exception {
      for (Outcome outcome : outcomes) {
        operator.processElement(new StreamRecord<>(outcome));
      }
    }

    List<StreamRecord<? extends Outcome>> records() {
      List<StreamRecord<? extends Outcome>> records = new ArrayList<>(operator.getRecordOutput());
      operator.getOutput().clear();
      return records;
    }

    /** What came out since the last call. */
    List<String> out() {
      return records().stream().map(each -> Outcomes.shown(each.getValue())).toList();
    }

    void assertEmpty() throws Exception {
      // Until then, timers that were removed are still in RocksDB.
      snapshot();
      KeyedStateBackend<?> backend =
          ((QuarantineOperator) operator.getOperator()).getKeyedStateBackend();
      assertThat(((TestableKeyedStateBackend<?>) backend).numKeyValueStateEntries()).isZero();
      assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    OperatorSubtaskState snapshot() throws Exception {
      return operator.snapshot(++snapshots, snapshots);
    }

    @Override
    public void close() throws Exception {
      operator.close();
    }
  }
}
