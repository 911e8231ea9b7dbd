package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutcomeSplitOperatorTest {

  private static final long WINDOW = 10_000;
  private static final long PAUSE = 60_000;
  private static final int WARM_UP = 20;

  @Test
  void sendsEachOutcomeItsOneWay() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.OFF)) {
      for (int i = 0; i < 1_000; i += 3) {
        harness.process(Records.event(i));
        harness.process(Records.dead(i + 1, Reason.INVALID));
        harness.process(Records.event(i + 2));
      }

      assertThat(harness.events()).hasSize(668).isSorted().noneMatch(offset -> offset % 3 == 1);
      assertThat(harness.deadLetters()).hasSize(334).isSorted().allMatch(offset -> offset % 3 == 1);
      assertThat(harness.numEvents()).isEqualTo(668);
      assertThat(harness.exceeded()).isZero();
    }
  }

  @Test
  void goesOnUnderAlertAndTellsWhenItIsOver() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.ALERT)) {
      dead(harness, 0, 100);
      assertThat(harness.deadLetters()).hasSize(100);
      assertThat(harness.state()).isEqualTo(1);
      assertThat(harness.ratio()).isEqualTo(1.0);
      assertThat(harness.exceeded()).isEqualTo(1);

      harness.flink.setProcessingTime(WINDOW - 1);
      assertThat(harness.state()).isEqualTo(1);
      harness.flink.setProcessingTime(WINDOW);
      assertThat(harness.state()).as("with no record to tell").isZero();
      assertThat(harness.flink.getProcessingTimeService().getNumActiveTimers()).isZero();

      dead(harness, 100, 200);
      assertThat(harness.exceeded()).isEqualTo(2);
    }
  }

  @Test
  void keepsLookingUnderAlertWhileTheBudgetIsExceeded() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.ALERT)) {
      for (long i = 0; i < 100; i++) {
        harness.flink.setProcessingTime(i * WINDOW / 10);
        dead(harness, i * 20, i * 20 + 20);
        assertThat(harness.flink.getProcessingTimeService().getNumActiveTimers())
            .isLessThanOrEqualTo(1);
      }
      assertThat(harness.exceeded()).isEqualTo(1);

      harness.flink.setProcessingTime(13 * WINDOW);
      assertThat(harness.state()).isZero();
    }
  }

  @Test
  void failsForGoodWithAMessageThatSaysWhatToDo() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.FAIL)) {
      dead(harness, 0, WARM_UP - 1);

      assertThatThrownBy(() -> harness.process(Records.dead(77, Reason.INVALID)))
          .satisfies(
              failure ->
                  assertThat(
                          ThrowableClassifier.findThrowableOfThrowableType(
                              failure, ThrowableType.NonRecoverableError))
                      .isPresent())
          .rootCause()
          .hasMessage(
              "dead-letter.budget.ratio is exceeded and dead-letter.budget.policy is fail: 20 of 20"
                  + " records within PT10S became dead letters, a ratio of 1.000 where 0.5 is"
                  + " allowed; reasons: malformed 19, invalid 1; last at orders-0@77. The job is"
                  + " not restarted. To go on, correct what makes the records bad and start the job"
                  + " from its last checkpoint, or let them become dead letters with"
                  + " dead-letter.budget.policy alert or a higher dead-letter.budget.ratio");
      assertThat(harness.deadLetters()).hasSize(WARM_UP - 1);
    }
  }

  @Test
  void letsTheTaskWorkWhileItIsPausedAndHoldsTheRecordBack() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      dead(harness, 0, WARM_UP - 1);
      List<String> seen = new ArrayList<>();
      harness.mail(() -> seen.add("state %d".formatted(harness.state())));
      harness.mail(() -> seen.add("written %d".formatted(harness.deadLetters().size())));
      harness.mail(() -> seen.add("back pressure %s".formatted(harness.backPressured())));
      harness.mail(() -> harness.flink.snapshot(1, 1));
      harness.mail(() -> harness.flink.setProcessingTime(PAUSE - 1));
      harness.mail(() -> seen.add("still %d".formatted(harness.deadLetters().size())));
      harness.mail(() -> harness.flink.setProcessingTime(PAUSE));

      harness.process(Records.dead(77, Reason.INVALID));

      assertThat(seen).containsExactly("state 1", "written 19", "back pressure true", "still 19");
      assertThat(harness.deadLetters()).hasSize(20).endsWith(77L);
      assertThat(harness.state()).isEqualTo(2);
      assertThat(harness.backPressured()).isFalse();
    }
  }

  /** Only between batches does a source notice that it is to stop with a savepoint. */
  @Test
  void hasTheSourceEndItsBatchAfterAPause() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      pauseOnce(harness);
      assertThat(harness.flink.getTaskMailbox().hasMail()).as("what ends a batch").isTrue();
    }
  }

  @Test
  void goesOnAfterAProbeOfGoodRecords() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      pauseOnce(harness);

      events(harness, 100, 100 + WARM_UP - 1);
      assertThat(harness.state()).isEqualTo(2);
      events(harness, 200, 201);
      assertThat(harness.state()).isZero();
      assertThat(harness.exceeded()).isEqualTo(1);
    }
  }

  @Test
  void pausesAgainAfterAProbeOfBadRecords() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      pauseOnce(harness);
      dead(harness, 100, 100 + WARM_UP - 1);

      harness.mail(() -> harness.flink.setProcessingTime(3 * PAUSE));
      harness.process(Records.dead(200, Reason.MALFORMED));

      assertThat(harness.exceeded()).isEqualTo(2);
      assertThat(harness.state()).isEqualTo(2);
      assertThat(harness.deadLetters()).hasSize(2 * WARM_UP);
    }
  }

  @Test
  void refusesARecordThatComesDuringAPause() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      dead(harness, 0, WARM_UP - 1);
      harness.mail(() -> harness.process(Records.event(78)));

      assertThatThrownBy(() -> harness.process(Records.dead(77, Reason.INVALID)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("during the pause: orders-0@78");
      assertThat(harness.events()).isEmpty();
      assertThat(harness.backPressured()).isFalse();
    }
  }

  @Test
  void endsAPauseWhenTheTaskIsInterrupted() throws Exception {
    try (SplitHarness harness = harness(BudgetPolicy.PAUSE)) {
      dead(harness, 0, WARM_UP - 1);
      harness.mail(() -> Thread.currentThread().interrupt());

      assertThatThrownBy(() -> harness.process(Records.dead(77, Reason.INVALID)))
          .isInstanceOf(InterruptedException.class);
      assertThat(harness.deadLetters()).hasSize(WARM_UP - 1);
    }
  }

  @Test
  void refusesToPauseAwayFromItsSource() throws Exception {
    // Has no operator to close when it could not make one.
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new OutcomeSplitFactory(config(BudgetPolicy.PAUSE), SplitHarness.TAG),
            EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));

    assertThatThrownBy(harness::setup)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pause needs the split chained to its source");
  }

  private static void pauseOnce(SplitHarness harness) throws Exception {
    dead(harness, 0, WARM_UP - 1);
    harness.mail(() -> harness.flink.setProcessingTime(PAUSE));
    harness.process(Records.dead(77, Reason.INVALID));
  }

  private static void dead(SplitHarness harness, long from, long to) throws Exception {
    for (long offset : LongStream.range(from, to).toArray()) {
      harness.process(Records.dead(offset, Reason.MALFORMED));
    }
  }

  private static void events(SplitHarness harness, long from, long to) throws Exception {
    for (long offset : LongStream.range(from, to).toArray()) {
      harness.process(Records.event(offset));
    }
  }

  private static SplitHarness harness(BudgetPolicy policy) throws Exception {
    return new SplitHarness(config(policy));
  }

  private static DeadLetterConfig config(BudgetPolicy policy) {
    return new DeadLetterConfig(
        policy, 0.5, Duration.ofMillis(WINDOW), WARM_UP, 5, Duration.ofMillis(PAUSE));
  }
}
