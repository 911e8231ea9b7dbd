package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveOperatorTest {

  private static final long START = 1_764_000_000_000L;
  private static final Backoff NO_DELAY = new Backoff(0, 0);

  @Test
  void handsOnWhatIsSentOrParkedAndLeavesTheRest() throws Exception {
    try (RedriveHarness harness = open(0, NO_DELAY, 10)) {
      harness.process(Letters.ours("dependency", START).at(0, 0));
      harness.process(Letters.ours("malformed", START).at(0, 1));
      harness.process(Letters.letter().at(0, 2));
      assertThat(harness.emitted()).containsExactly(0L, 2L);
      assertThat(harness.sent()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 200, 1_000, 5_000})
  void keepsTheRateWithinFivePercentByTheClock(double rate) throws Exception {
    try (RedriveHarness harness = open(rate, NO_DELAY, 10)) {
      harness.letTimePass();
      int count = (int) (rate * 4);
      for (int i = 0; i < count; i++) {
        harness.process(record(i));
      }
      double seconds = (harness.now() - START) / 1_000.0;
      assertThat(count / seconds).isBetween(rate * 0.95, rate * 1.05 + 1.5 / seconds);
      assertThat(harness.emitted()).hasSize(count).isSorted();
      assertThat(harness.backPressured()).isFalse();
    }
  }

  @Test
  void checkpointsGoOnWhileATurnIsWaitedForAndTheRecordIsNotInThem() throws Exception {
    try (RedriveHarness harness = open(1, NO_DELAY, 10)) {
      harness.process(record(0));
      List<Object> seen = new ArrayList<>();
      harness.mail(
          () -> {
            seen.add(harness.emitted());
            seen.add(harness.backPressured());
            harness.flink.snapshot(1, harness.now());
          });
      harness.letTimePass();
      harness.process(record(1));
      assertThat(seen).containsExactly(List.of(0L), true);
      assertThat(harness.emitted()).containsExactly(0L, 1L);
    }
  }

  @Test
  void sendsADelayedRecordWhenItIsDueAndNotBefore() throws Exception {
    try (RedriveHarness harness = open(0, new Backoff(10_000, 60_000), 10)) {
      harness.process(Letters.ours("dependency", START - 4_000).at(0, 0));
      assertThat(harness.waiting()).isEqualTo(1);
      harness.clock(START + 5_999);
      assertThat(harness.emitted()).isEmpty();
      harness.clock(START + 6_000);
      assertThat(harness.emitted()).containsExactly(0L);
      assertThat(harness.waiting()).isZero();
      assertThat(harness.flink.numProcessingTimeTimers()).isZero();
      assertThat(harness.flink.entries()).isZero();
    }
  }

  @Test
  void delayedRecordsKeepTheRateToo() throws Exception {
    try (RedriveHarness harness = open(100, new Backoff(1_000, 1_000), 1_000)) {
      for (int i = 0; i < 500; i++) {
        harness.process(record(i));
      }
      int last = 0;
      List<Integer> perSecond = new ArrayList<>();
      for (int second = 1; second <= 7; second++) {
        for (int step = 0; step < 1_000; step++) {
          harness.clock(START + second * 1_000L + step);
        }
        perSecond.add(harness.emitted().size() - last);
        last = harness.emitted().size();
      }
      assertThat(last).isEqualTo(500);
      assertThat(perSecond.subList(0, 5)).allSatisfy(sent -> assertThat(sent).isBetween(95, 105));
    }
  }

  @Test
  void readsNoFurtherWhileTooManyWait() throws Exception {
    try (RedriveHarness harness = open(0, new Backoff(1_000, 1_000), 3)) {
      harness.letTimePass();
      for (int i = 0; i < 10; i++) {
        harness.process(record(i));
        assertThat(harness.waiting()).isBetween(1, 3);
      }
      harness.clock(harness.now() + 10_000);
      assertThat(harness.emitted()).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void waitingRecordsSurviveARestoreAndTheirTurnsAreNotAllAtOnce() throws Exception {
    OperatorSubtaskState state;
    try (RedriveHarness harness = open(10, new Backoff(1_000, 1_000), 1_000)) {
      for (int i = 0; i < 50; i++) {
        harness.process(record(i));
      }
      harness.clock(START + 1_000);
      harness.clock(START + 2_000);
      state = harness.flink.snapshot(1, START + 2_000);
      assertThat(harness.emitted().size()).isBetween(10, 12);
    }
    try (RedriveHarness harness = harness(10, new Backoff(1_000, 1_000), 1_000, null)) {
      harness.open(START + 100_000, state);
      assertThat(harness.waiting()).isBetween(38, 40);
      harness.clock(START + 100_001);
      assertThat(harness.emitted().size()).isLessThanOrEqualTo(2);
      for (int i = 0; i < 60; i++) {
        harness.clock(START + 100_100 + i * 100L);
      }
      assertThat(harness.waiting()).isZero();
      assertThat(harness.emitted().size()).isBetween(38, 40);
    }
  }

  @Test
  void endsWhenNothingWaitsAnyMore() throws Exception {
    try (RedriveHarness harness = open(100, new Backoff(5_000, 5_000), 100)) {
      for (int i = 0; i < 20; i++) {
        harness.process(record(i));
      }
      harness.letTimePass();
      harness.flink.endInput();
      assertThat(harness.emitted()).hasSize(20);
      assertThat(harness.now()).isBetween(START + 5_000, START + 5_300);
    }
  }

  @Test
  void holdsEverythingWhileTheTargetIsNotWell() throws Exception {
    List<Consumer<String>> asked = new ArrayList<>();
    try (RedriveHarness harness = harness(0, new Backoff(0, 0), 10, asked::add)) {
      harness.open(START, null);
      assertThat(asked).as("asked at the start").hasSize(1);
      assertThat(harness.healthy()).isZero();
      AtomicReference<Integer> before = new AtomicReference<>();
      asked.get(0).accept("status 503");
      harness.mail(() -> before.set(harness.emitted().size()));
      harness.mail(() -> harness.clock(START + 10_000));
      harness.mail(() -> asked.get(1).accept(HealthProbe.NOTHING));
      harness.process(record(0));
      assertThat(before.get()).isZero();
      assertThat(asked).hasSize(2);
      assertThat(harness.healthy()).isEqualTo(1);
      assertThat(harness.emitted()).containsExactly(0L);
    }
  }

  @Test
  void delayedRecordsWaitForTheTargetToBeWell() throws Exception {
    List<Consumer<String>> asked = new ArrayList<>();
    try (RedriveHarness harness = harness(0, new Backoff(1_000, 1_000), 10, asked::add)) {
      harness.open(START, null);
      harness.process(record(0));
      harness.clock(START + 1_000);
      assertThat(harness.emitted()).isEmpty();
      asked.get(0).accept(HealthProbe.NOTHING);
      harness.flink.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      harness.clock(START + 11_000);
      assertThat(harness.emitted()).containsExactly(0L);
    }
  }

  @Test
  void asksAgainHowTheTargetIsWhenATurnHasCome() throws Exception {
    List<Consumer<String>> asked = new ArrayList<>();
    try (RedriveHarness harness = harness(0.05, NO_DELAY, 10, asked::add)) {
      harness.open(START, null);
      asked.get(0).accept(HealthProbe.NOTHING);
      harness.flink.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      harness.process(record(0));
      List<Integer> seen = new ArrayList<>();
      harness.mail(
          () -> {
            harness.clock(START + 10_000);
            asked.get(1).accept("status 503");
            harness.mail(
                () -> {
                  harness.clock(START + 20_000);
                  harness.mail(
                      () -> {
                        seen.add(harness.emitted().size());
                        asked.get(2).accept(HealthProbe.NOTHING);
                      });
                });
          });
      harness.process(record(1));
      assertThat(seen).as("the turn has come, the target is not well").containsExactly(1);
      assertThat(harness.emitted()).containsExactly(0L, 1L);
    }
  }

  @Test
  void leavesWhatTheOutputsHoldAlready() throws Exception {
    SentBefore sent = sentBefore(1, 2);
    try (RedriveHarness harness =
        new RedriveHarness(Letters.config(0, NO_DELAY, 10), null, sent).open(START, null)) {
      harness.process(record(0));
      harness.process(record(1));
      harness.process(Letters.letter().at(0, 2));
      harness.process(Letters.ours("dependency", START).at(1, 1));
      assertThat(harness.emitted()).as("of another partition").containsExactly(0L, 1L);
      assertThat(harness.sent()).isEqualTo(2);
    }
  }

  @Test
  void leavesAWaitingRecordThatAnotherRunHasSent() throws Exception {
    Backoff delay = new Backoff(1_000, 1_000);
    OperatorSubtaskState state;
    try (RedriveHarness harness = open(0, delay, 10)) {
      harness.process(record(0));
      harness.process(record(1));
      state = harness.flink.snapshot(1, START);
    }
    try (RedriveHarness harness =
        new RedriveHarness(Letters.config(0, delay, 10), null, sentBefore(1)).open(START, state)) {
      harness.clock(START + 1_000);
      assertThat(harness.emitted()).containsExactly(0L);
      assertThat(harness.waiting()).isZero();
    }
  }

  /** Outputs with what was made of these dead letters, and with what was made of none. */
  private static SentBefore sentBefore(int... offsets) {
    SentBefore sent = SentBefore.nothing(1 << 20);
    sent.add(new ConsumerRecord<>(Letters.RETRY, 0, 0, new byte[0], new byte[0]));
    for (int offset : offsets) {
      ConsumerRecord<byte[], byte[]> record =
          new ConsumerRecord<>(Letters.RETRY, 0, offset + 1, new byte[0], new byte[0]);
      byte[] from = (Letters.DEAD + "-0@" + offset).getBytes(UTF_8);
      record.headers().add(RedriveHeaders.FROM, from);
      sent.add(record);
    }
    return sent;
  }

  /** Random records, delays and times against the due times one by one. */
  @Test
  void sendsEachRecordAtItsDueTimeAndOnce() throws Exception {
    Random random = new Random(31);
    List<long[]> due = new ArrayList<>();
    try (RedriveHarness harness = open(0, new Backoff(700, 5_000), 10_000)) {
      for (int i = 0; i < 2_000; i++) {
        long failedAt = harness.now() - random.nextInt(1_500);
        harness.process(Letters.ours("dependency", failedAt).at(random.nextInt(3), i));
        due.add(new long[] {Math.max(harness.now(), failedAt + 700), i});
        if (random.nextInt(4) == 0) {
          harness.clock(harness.now() + random.nextInt(20));
        }
        long now = harness.now();
        assertThat(harness.emitted())
            .hasSize((int) due.stream().filter(one -> one[0] <= now).count());
      }
      harness.clock(harness.now() + 1_000);
      List<Long> inOrder =
          due.stream().sorted(Comparator.comparingLong(one -> one[0])).map(one -> one[1]).toList();
      assertThat(harness.emitted()).containsExactlyInAnyOrderElementsOf(inOrder);
      assertThat(harness.waiting()).isZero();
    }
  }

  private static RawRecord record(long offset) {
    return Letters.ours("dependency", START).at(0, offset);
  }

  private static RedriveHarness open(double rate, Backoff delay, int maxWaiting) throws Exception {
    return harness(rate, delay, maxWaiting, null).open(START, null);
  }

  private static RedriveHarness harness(
      double rate, Backoff delay, int maxWaiting, @Nullable HealthProbe probe) throws Exception {
    return new RedriveHarness(Letters.config(rate, delay, maxWaiting), probe, null);
  }
}
