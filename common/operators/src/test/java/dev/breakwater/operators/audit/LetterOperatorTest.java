package dev.breakwater.operators.audit;

import static dev.breakwater.operators.audit.Books.MINUTE;
import static dev.breakwater.operators.ledger.Boundary.EXIT;
import static dev.breakwater.operators.ledger.Boundary.READ;
import static dev.breakwater.operators.ledger.Boundary.RECEIVED;
import static dev.breakwater.operators.ledger.Boundary.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterOperatorTest {

  /** Of {@link Books#CONFIG}. */
  private static final long HORIZON = 120 * MINUTE;

  @Test
  void countsWhatIsWrittenAndFallsWhenARedriveTakesIt() throws Exception {
    try (Letters letters = new Letters()) {
      letters.clock(10 * MINUTE);
      letters.book(written("late", 0, 3));
      letters.book(written("late", 2 * MINUTE, 2));
      letters.book(written("poison", MINUTE, 1));
      assertThat(letters.depth("late")).isEqualTo(5);
      assertThat(letters.age("late")).isEqualTo(10 * MINUTE);
      assertThat(letters.depth("poison")).isEqualTo(1);
      assertThat(letters.age("expired")).isZero();
      letters.book(taken("late", 0, 2));
      assertThat(letters.depth("late")).isEqualTo(3);
      assertThat(letters.age("late")).as("one of them is left").isEqualTo(10 * MINUTE);
      letters.book(taken("late", 0, 1));
      assertThat(letters.depth("late")).isEqualTo(2);
      assertThat(letters.age("late")).isEqualTo(8 * MINUTE);
      letters.book(taken("late", 2 * MINUTE, 2));
      assertThat(letters.depth("late")).isZero();
      assertThat(letters.age("late")).isZero();
      assertThat(letters.depth("poison")).isEqualTo(1);
      assertThat(letters.rows()).isEqualTo(1);
    }
  }

  @Test
  void doesNotMindWhichWasBookedFirst() throws Exception {
    try (Letters letters = new Letters()) {
      letters.book(taken("late", 0, 2));
      assertThat(letters.depth("late")).isZero();
      letters.book(written("late", 0, 3));
      assertThat(letters.depth("late")).isEqualTo(1);
    }
  }

  @Test
  void doesNotCountLettersOfStrangersAgainstOurs() throws Exception {
    try (Letters letters = new Letters()) {
      letters.book(written("late", 0, 3));
      letters.book(taken("late", MINUTE, 9));
      assertThat(letters.depth("late")).isEqualTo(3);
    }
  }

  @Test
  void knowsNoAgeOfWhatHasNoTime() throws Exception {
    try (Letters letters = new Letters()) {
      letters.clock(MINUTE);
      letters.book(written("late", LedgerEntry.IMPOSSIBLE, 1));
      assertThat(letters.depth("late")).isEqualTo(1);
      assertThat(letters.age("late")).isZero();
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    try (Letters letters = new Letters()) {
      letters.clock(5 * MINUTE);
      letters.book(written("late", 0, 3));
      letters.book(written("invalid", MINUTE, 1));
      letters.restart();
      assertThat(letters.depth("late")).isEqualTo(3);
      assertThat(letters.age("invalid")).isEqualTo(4 * MINUTE);
      letters.book(taken("late", 0, 3));
      assertThat(letters.depth("late")).isZero();
    }
  }

  @Test
  void addsUpOverItsSubtasksWhenItIsRescaled() throws Exception {
    OperatorSubtaskState state;
    try (Letters letters = new Letters()) {
      for (Reason reason : Reason.values()) {
        letters.book(written(reason.code(), 0, 3));
      }
      letters.book(taken("late", 0, 1));
      state = letters.flink.snapshot(1, 0);
    }
    try (Letters one = new Letters(state, 2, 0);
        Letters other = new Letters(state, 2, 1)) {
      assertThat(one.rows()).isPositive();
      assertThat(other.rows()).isPositive();
      for (Reason reason : Reason.values()) {
        String code = reason.code();
        assertThat(one.depth(code) + other.depth(code)).isEqualTo(code.equals("late") ? 2 : 3);
      }
    }
  }

  @Test
  void forgetsWhatNobodyTookInTime() throws Exception {
    try (Letters letters = new Letters()) {
      letters.book(written("late", 0, 3, MINUTE));
      letters.book(written("late", 0, 1, 9 * MINUTE));
      letters.eventTime(HORIZON + 9 * MINUTE - 1);
      assertThat(letters.depth("late")).isEqualTo(4);
      letters.eventTime(HORIZON + 9 * MINUTE);
      assertThat(letters.depth("late")).isZero();
      assertThat(letters.age("late")).isZero();
      assertThat(letters.rows()).isZero();
    }
  }

  @Test
  void isConcernedWithLettersThatComeAndThatGo() {
    assertThat(LetterOperator.concerns(written("late", 0, 1))).isTrue();
    assertThat(LetterOperator.concerns(taken("late", 0, 1))).isTrue();
    assertThat(LetterOperator.concerns(entry(WRITTEN, "clean", 0, 1, 0))).isFalse();
    assertThat(LetterOperator.concerns(entry(EXIT, "left", 0, 1, 0))).isFalse();
    assertThat(LetterOperator.concerns(entry(WRITTEN, "dead.unheard-of", 0, 1, 0))).isFalse();
    assertThat(LetterOperator.concerns(entry(READ, "", 0, 1, 0))).isFalse();
    assertThat(LetterOperator.concerns(entry(RECEIVED, "", 0, 1, 0))).isFalse();
  }

  /** Whatever the order, and with restarts in between, against sums over all entries. */
  @Test
  void agreesWithAModelThatAddsEverythingUpAtOnce() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<LedgerEntry> entries = random(random);
      Collections.shuffle(entries, random);
      try (Letters letters = new Letters()) {
        letters.clock(100 * MINUTE);
        for (LedgerEntry entry : entries) {
          letters.book(entry);
          if (random.nextInt(20) == 0) {
            letters.restart();
          }
        }
        for (Reason reason : Reason.values()) {
          SortedMap<Long, Long> sums = naive(entries, reason);
          long depth = sums.values().stream().mapToLong(Long::longValue).sum();
          long age = sums.isEmpty() ? 0 : 100 * MINUTE - sums.firstKey();
          assertThat(letters.depth(reason.code())).as("seed %d", seed).isEqualTo(depth);
          assertThat(letters.age(reason.code())).as("seed %d", seed).isEqualTo(age);
        }
      }
    }
  }

  private static List<LedgerEntry> random(Random random) {
    List<LedgerEntry> entries = new ArrayList<>();
    Reason[] reasons = Reason.values();
    for (int i = 0; i < 100; i++) {
      String reason = reasons[random.nextInt(reasons.length)].code();
      long bucket = random.nextInt(5) * MINUTE;
      int count = 1 + random.nextInt(5);
      entries.add(written(reason, bucket, count));
      int taken = random.nextInt(count + 1);
      if (taken > 0) {
        entries.add(taken(reason, bucket, taken));
      }
    }
    return entries;
  }

  /** What waits, by bucket, without those in which nothing does. */
  private static SortedMap<Long, Long> naive(List<LedgerEntry> entries, Reason reason) {
    SortedMap<Long, Long> sums = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.name().endsWith(reason.code())) {
        long change = entry.boundary() == WRITTEN ? entry.count() : -entry.count();
        sums.merge(entry.bucket(), change, Long::sum);
      }
    }
    sums.values().removeIf(count -> count == 0);
    return sums;
  }

  private static LedgerEntry written(String reason, long bucket, long count) {
    return written(reason, bucket, count, 0);
  }

  private static LedgerEntry written(String reason, long bucket, long count, long bookedAt) {
    return entry(WRITTEN, "dead-letters." + reason, bucket, count, bookedAt);
  }

  private static LedgerEntry taken(String reason, long bucket, long count) {
    return entry(EXIT, "sent." + reason, bucket, count, 0);
  }

  static LedgerEntry entry(Boundary boundary, String name, long bucket, long count, long bookedAt) {
    return AuditOperatorTest.booked("a", boundary, name, "dead", bucket, count, 7, bookedAt);
  }

  /** The operator on its own, with its clocks and its gauges at hand. */
  private static final class Letters implements AutoCloseable {

    private Map<String, Metric> metrics = Map.of();
    private KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Void> flink;
    private long clock;

    Letters() throws Exception {
      flink = open(null, 1, 0);
    }

    Letters(OperatorSubtaskState whole, int parallelism, int subtask) throws Exception {
      flink =
          open(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  whole, 128, 1, parallelism, subtask),
              parallelism,
              subtask);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Void> open(
        @Nullable OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
      Map<String, Metric> registered = new LinkedHashMap<>();
      KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, Void> opened =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new LetterOperator(Books.CONFIG),
              LetterOperator::key,
              Types.STRING,
              new MockEnvironmentBuilder()
                  .setMaxParallelism(128)
                  .setParallelism(parallelism)
                  .setSubtaskIndex(subtask)
                  .setMetricGroup(Recording.task(registered))
                  .build());
      opened.setup(VoidSerializer.INSTANCE);
      opened.setProcessingTime(clock);
      opened.initializeState(state);
      opened.open();
      metrics = registered;
      return opened;
    }

    void book(LedgerEntry entry) throws Exception {
      flink.processElement(new StreamRecord<>(entry, entry.bookedAt()));
    }

    void restart() throws Exception {
      OperatorSubtaskState state = flink.snapshot(1, clock);
      flink.close();
      flink = open(state, 1, 0);
    }

    void clock(long time) throws Exception {
      clock = time;
      flink.setProcessingTime(time);
    }

    void eventTime(long time) throws Exception {
      flink.processWatermark(time);
    }

    long depth(String reason) {
      return gauge(reason + ".deadLetterDepth");
    }

    long age(String reason) {
      return gauge(reason + ".deadLetterOldestAge");
    }

    private long gauge(String name) {
      return (Long) ((Gauge<?>) Objects.requireNonNull(metrics.get(name), name)).getValue();
    }

    int rows() {
      return flink.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
