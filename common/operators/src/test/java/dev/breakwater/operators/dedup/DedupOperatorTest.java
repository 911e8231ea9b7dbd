package dev.breakwater.operators.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DedupOperatorTest {

  private static final OutputTag<Event> DUPLICATES =
      new OutputTag<>("duplicates", EventTypes.EVENT);
  private static final long HORIZON = Duration.ofMinutes(10).toMillis();
  private static final long RETENTION = Duration.ofMinutes(20).toMillis();
  private static final DedupConfig CONFIG = new DedupConfig("me.r01", HORIZON, RETENTION, 1 << 20);

  enum Backend {
    ROCKSDB,
    HASHMAP;

    StateBackend make() {
      return this == ROCKSDB ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    }
  }

  @Test
  void dropsTheSecondEventWithTheSameId() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      assertThat(harness.unique(event("s", "a", 1))).isFalse();
      assertThat(harness.unique(event("s", "b", 2))).isTrue();
    }
  }

  @Test
  void givesDuplicatesAStreamOfTheirOwn() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      Event second = event("s", "a", 1);
      harness.process(event("s", "a", 0));
      harness.process(second);
      assertThat(harness.duplicates()).containsExactly(second);
    }
  }

  @Test
  void takesTheSameIdOfAnotherSourceForAnotherEvent() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      assertThat(harness.unique(event("t", "a", 0))).isTrue();
    }
  }

  @Test
  void letsAnIdentityPassAgainBeyondTheHorizonOfRecordTime() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      assertThat(harness.unique(event("s", "a", HORIZON))).isFalse();
      assertThat(harness.unique(event("s", "a", HORIZON + 1))).isTrue();
      assertThat(harness.unique(event("s", "a", HORIZON + 2))).isFalse();
    }
  }

  @Test
  void catchesADuplicateThatWasReadLongAfterByTheClockButNotByItsTimestamp() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      harness.clock(0);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      harness.clock(RETENTION - 1);
      assertThat(harness.unique(event("s", "a", 5))).isFalse();
    }
  }

  @Test
  void forgetsAfterTheRetention() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      harness.clock(0);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      harness.snapshot();
      harness.clock(RETENTION + 1);
      assertThat(harness.unique(event("s", "a", 5))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void remembersAcrossARestore(Backend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (Harness harness = new Harness(1, 0)) {
      harness.open(backend, null);
      for (int i = 0; i < 50_000; i++) {
        harness.process(event("s", "id-" + i, i));
      }
      snapshot = harness.snapshot();
    }
    try (Harness harness = new Harness(1, 0)) {
      harness.open(backend, snapshot);
      // Starts while the filter is being rebuilt and ends after it.
      for (int i = 0; i < 50_000; i++) {
        assertThat(harness.unique(event("s", "id-" + i, i))).isFalse();
        assertThat(harness.unique(event("s", "new-" + i, i))).isTrue();
      }
    }
  }

  @Test
  void remembersAcrossRescaling() throws Exception {
    OperatorSubtaskState merged;
    try (Harness left = new Harness(2, 0);
        Harness right = new Harness(2, 1)) {
      left.open(Backend.ROCKSDB, null);
      right.open(Backend.ROCKSDB, null);
      for (int i = 0; i < 10_000; i++) {
        Event event = event("s", "id-" + i, i);
        (left.owns(event) ? left : right).process(event);
      }
      merged = AbstractStreamOperatorTestHarness.repackageState(left.snapshot(), right.snapshot());
    }
    for (int parallelism : new int[] {1, 3}) {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        try (Harness harness = new Harness(parallelism, subtask)) {
          harness.open(Backend.ROCKSDB, harness.part(merged, 2));
          for (int i = 0; i < 10_000; i++) {
            Event event = event("s", "id-" + i, i);
            if (harness.owns(event)) {
              assertThat(harness.unique(event)).isFalse();
            }
          }
        }
      }
    }
  }

  @Test
  void agreesWithANaiveModelOverRandomEventsRestoresAndTime() throws Exception {
    long seed = 424242;
    Random random = new Random(seed);
    Map<String, Long> model = new HashMap<>();
    OperatorSubtaskState snapshot = null;
    long time = 0;
    for (int round = 0; round < 5; round++) {
      try (Harness harness = new Harness(1, 0)) {
        harness.open(Backend.ROCKSDB, snapshot);
        for (int i = 0; i < 20_000; i++) {
          time += random.nextInt(200);
          long timestamp = time - random.nextInt(60_000);
          String id = "id-" + random.nextInt(80_000);
          Long first = model.get(id);
          boolean expected = first == null || Math.abs(timestamp - first) > HORIZON;
          if (expected) {
            model.put(id, timestamp);
          }
          assertThat(harness.unique(event("s", id, timestamp)))
              .as("seed %d, round %d, event %d, %s", seed, round, i, id)
              .isEqualTo(expected);
        }
        snapshot = harness.snapshot();
      }
    }
  }

  @Test
  void letsARedrivenEventGoOnOncePerAttemptAlthoughItsIdentityWasSeen() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      assertThat(harness.unique(redriven("a", 0, 1))).isTrue();
      assertThat(harness.unique(redriven("a", 0, 1))).isFalse();
      assertThat(harness.unique(redriven("a", 0, 2))).isTrue();
      assertThat(harness.unique(redriven("a", 0, 2))).isFalse();
      assertThat(harness.unique(redriven("a", 0, 1))).as("overtaken").isFalse();
      assertThat(harness.unique(event("s", "a", 1))).isFalse();
    }
  }

  @Test
  void anEventThatWasFirstSeenRedrivenCountsAsSeen() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(redriven("a", 0, 1))).isTrue();
      assertThat(harness.unique(event("s", "a", 1))).isFalse();
      assertThat(harness.unique(event("s", "b", 1))).isTrue();
    }
  }

  @Test
  void whatHasOnlyFailedInThisJobIsSeenAsAnyOther() throws Exception {
    String here = "1,invalid,decode,me.r01,7";
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      assertThat(harness.unique(redriven("a", 0, 1, here))).as("went on meanwhile").isFalse();
      assertThat(harness.unique(redriven("b", 0, 1, here))).isTrue();
      assertThat(harness.unique(redriven("b", 0, 1, here)))
          .as("its duplicate failed, too")
          .isFalse();
      assertThat(harness.unique(event("s", "b", 0))).isFalse();
    }
  }

  @Test
  void whatHasFailedInAnotherJobGoesOnHoweverItFailedHere() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      for (String history :
          List.of(
              "1,dependency,lookup,behind.r01,5;2,invalid,decode,me.r01,7",
              "1,invalid,decode,me.r01,5;2,dependency,lookup,behind.r01,7",
              "1,dependency,lookup,-,5",
              "garbage")) {
        assertThat(harness.unique(event("s", history, 0))).isTrue();
        assertThat(harness.unique(redriven(history, 0, 2, history))).as(history).isTrue();
        assertThat(harness.unique(redriven(history, 0, 2, history))).as(history).isFalse();
      }
    }
  }

  @Test
  void garbageForAnAttemptIsNone() throws Exception {
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      for (String garbage : List.of("", "x", "-1", "0", "1234567", "1 ")) {
        assertThat(harness.unique(withAttempt("a", 0, garbage))).as(garbage).isFalse();
      }
    }
  }

  @Test
  void attemptsSurviveARestoreAndAreOnlyStateWhereThereAreAny() throws Exception {
    OperatorSubtaskState without;
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, null);
      assertThat(harness.unique(event("s", "a", 0))).isTrue();
      without = harness.snapshot();
    }
    OperatorSubtaskState with;
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, without);
      assertThat(harness.unique(redriven("a", 0, 1))).isTrue();
      with = harness.snapshot();
    }
    OperatorSubtaskState untouched;
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, with);
      assertThat(harness.unique(event("s", "a", 0))).isFalse();
      untouched = harness.snapshot();
    }
    try (Harness harness = new Harness(1, 0)) {
      harness.open(Backend.ROCKSDB, untouched);
      assertThat(harness.unique(redriven("a", 0, 1))).isFalse();
      assertThat(harness.unique(redriven("a", 0, 2))).isTrue();
    }
  }

  @Test
  void agreesWithANaiveModelWhereSomeEventsAreRedriven() throws Exception {
    long seed = 77;
    Random random = new Random(seed);
    Map<String, Long> seen = new HashMap<>();
    Map<String, Integer> attempts = new HashMap<>();
    OperatorSubtaskState snapshot = null;
    long time = 0;
    for (int round = 0; round < 4; round++) {
      try (Harness harness = new Harness(1, 0)) {
        harness.open(Backend.ROCKSDB, snapshot);
        for (int i = 0; i < 10_000; i++) {
          time += random.nextInt(300);
          long timestamp = time - random.nextInt(60_000);
          String id = "id-" + random.nextInt(5_000);
          Long first = seen.get(id);
          boolean isNew = first == null || Math.abs(timestamp - first) > HORIZON;
          if (isNew) {
            seen.put(id, timestamp);
          }
          int attempt = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
          boolean expected = isNew;
          if (attempt > 0) {
            expected = attempts.getOrDefault(id, 0) < attempt;
            attempts.merge(id, attempt, Math::max);
          }
          Event event = attempt > 0 ? redriven(id, timestamp, attempt) : event("s", id, timestamp);
          assertThat(harness.unique(event))
              .as("seed %d, round %d, event %d, %s, attempt %d", seed, round, i, id, attempt)
              .isEqualTo(expected);
        }
        snapshot = harness.snapshot();
      }
    }
  }

  private static Event redriven(String id, long timestamp, int attempt) {
    return withAttempt(id, timestamp, Integer.toString(attempt));
  }

  private static Event redriven(String id, long timestamp, int attempt, String history) {
    return redriven(
        id,
        timestamp,
        new Headers(
            new String[] {RedriveHeaders.ATTEMPT, RedriveHeaders.HISTORY},
            new byte[][] {Integer.toString(attempt).getBytes(UTF_8), history.getBytes(UTF_8)}));
  }

  private static Event withAttempt(String id, long timestamp, String attempt) {
    Headers headers =
        new Headers(
            new String[] {"traceparent", RedriveHeaders.ATTEMPT},
            new byte[][] {{1}, attempt.getBytes(UTF_8)});
    return redriven(id, timestamp, headers);
  }

  private static Event redriven(String id, long timestamp, Headers headers) {
    RawRecord record = new RawRecord("retry", 0, 0, timestamp, null, new byte[] {1}, headers);
    Attributes attributes = new Attributes(id, "s", "t", null, null, null, null, List.of());
    return new Event(record, attributes, timestamp, record.value());
  }

  private static Event event(String source, String id, long timestamp) {
    RawRecord record = new RawRecord("raw", 0, 0, timestamp, null, new byte[] {1}, Headers.EMPTY);
    Attributes attributes = new Attributes(id, source, "t", null, null, null, null, List.of());
    return new Event(record, attributes, timestamp, record.value());
  }

  /** One subtask of the operator. */
  private static final class Harness implements AutoCloseable {

    private static final int MAX_PARALLELISM = 12;

    private final int parallelism;
    private final int subtask;
    private final KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> operator;

    Harness(int parallelism, int subtask) throws Exception {
      this.parallelism = parallelism;
      this.subtask = subtask;
      this.operator =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new DedupOperator(CONFIG, DUPLICATES),
              Fingerprint::of,
              Fingerprint.TYPE,
              MAX_PARALLELISM,
              parallelism,
              subtask);
    }

    void open(Backend backend, @Nullable OperatorSubtaskState state) throws Exception {
      operator.setStateBackend(backend.make());
      operator.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        operator.initializeState(state);
      }
      operator.open();
    }

    boolean owns(Event event) {
      return subtask
          == KeyGroupRangeAssignment.assignKeyToParallelOperator(
              Fingerprint.of(event), MAX_PARALLELISM, parallelism);
    }

    OperatorSubtaskState part(OperatorSubtaskState merged, int oldParallelism) {
      return AbstractStreamOperatorTestHarness.repartitionOperatorState(
          merged, MAX_PARALLELISM, oldParallelism, parallelism, subtask);
    }

    void clock(long millis) {
      operator.setStateTtlProcessingTime(millis);
    }

    void process(Event event) throws Exception {
      operator.processElement(new StreamRecord<>(event));
    }

    boolean unique(Event event) throws Exception {
      operator.getOutput().clear();
      process(event);
      return operator.getOutput().size() == 1;
    }

    List<Event> duplicates() {
      List<Event> events = new ArrayList<>();
      operator.getSideOutput(DUPLICATES).forEach(element -> events.add(element.getValue()));
      return events;
    }

    OperatorSubtaskState snapshot() throws Exception {
      return operator.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
      operator.close();
    }
  }
}
