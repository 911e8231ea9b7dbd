package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadLetterBudgetTest {

  private static final long WINDOW = 10_000;

  private long now = 1_000_000;
  private final DeadLetterBudget budget = budget(BudgetPolicy.ALERT, 0.5, 100, 10);

  @Test
  void isExceededByMoreDeadLettersThanTheRatioAllows() {
    events(50);
    dead(50);
    assertThat(budget.state()).isEqualTo(BudgetState.WITHIN);

    assertThat(budget.deadLetter(Reason.INVALID)).isTrue();

    assertThat(budget.state()).isEqualTo(BudgetState.EXCEEDED);
    assertThat(budget.total()).isEqualTo(101);
    assertThat(budget.dead()).isEqualTo(51);
  }

  @Test
  void isNotExceededWithinTheWarmUp() {
    dead(99);
    assertThat(budget.state()).isEqualTo(BudgetState.WITHIN);

    dead(1);
    assertThat(budget.state()).isEqualTo(BudgetState.EXCEEDED);
  }

  @Test
  void isNotExceededAtTheFloor() {
    events(100);
    now += WINDOW;
    dead(10);
    assertThat(budget.share()).isEqualTo(1.0);
    assertThat(budget.state()).isEqualTo(BudgetState.WITHIN);

    dead(1);
    assertThat(budget.state()).isEqualTo(BudgetState.EXCEEDED);
  }

  @Test
  void isKeptAgainAfterAWindowWithoutExcess() {
    dead(100);
    now += WINDOW - 1;
    events(DeadLetterBudget.BATCH);
    assertThat(budget.state()).isEqualTo(BudgetState.EXCEEDED);

    now += 1;
    assertThat(budget.tick()).isTrue();
    assertThat(budget.state()).isEqualTo(BudgetState.WITHIN);
  }

  @Test
  void changesStateOnceWhileTheRatioPlaysAroundItsLimit() {
    int changes = 0;
    for (int i = 0; i < 10_000; i++) {
      now += 1;
      changes += i % 2 == 0 ? count(budget.deadLetter(Reason.LATE)) : count(budget.event());
    }

    assertThat(changes).isEqualTo(1);
  }

  @Test
  void judgesAProbeWhenItsLastRecordIsRead() {
    dead(100);
    budget.probe();
    assertThat(budget.state()).isEqualTo(BudgetState.PROBING);

    events(40);
    dead(59);
    assertThat(budget.state()).isEqualTo(BudgetState.PROBING);
    assertThat(budget.event()).isTrue();
    assertThat(budget.state()).isEqualTo(BudgetState.EXCEEDED);

    budget.probe();
    events(99);
    assertThat(budget.state()).isEqualTo(BudgetState.PROBING);
    assertThat(budget.event()).isTrue();
    assertThat(budget.state()).isEqualTo(BudgetState.WITHIN);
  }

  @Test
  void isNeverExceededWhenOff() {
    DeadLetterBudget off = budget(BudgetPolicy.OFF, 0.0, 1, 0);

    for (int i = 0; i < 1_000; i++) {
      assertThat(off.deadLetter(Reason.MALFORMED)).isFalse();
    }
    assertThat(off.share()).isEqualTo(1.0);
  }

  @Test
  void isNeverExceededWithARatioOfOne() {
    DeadLetterBudget open = budget(BudgetPolicy.FAIL, 1.0, 1, 0);

    for (int i = 0; i < 1_000; i++) {
      assertThat(open.deadLetter(Reason.MALFORMED)).isFalse();
    }
  }

  @Test
  void readsTheClockOncePerBatchOfGoodRecords() {
    AtomicInteger reads = new AtomicInteger();
    DeadLetterBudget counting =
        new DeadLetterBudget(
            config(BudgetPolicy.ALERT, 0.5, 1, 0),
            () -> {
              reads.incrementAndGet();
              return now;
            });
    counting.event();
    reads.set(0);

    for (int i = 0; i < 100 * DeadLetterBudget.BATCH; i++) {
      counting.event();
    }

    assertThat(reads).hasValue(100);
  }

  @Test
  void describesRatioWindowCountsAndReasonsByNumber() {
    events(40);
    dead(2);
    for (int i = 0; i < 58; i++) {
      budget.deadLetter(Reason.INVALID);
    }

    assertThat(budget.describe())
        .isEqualTo(
            "60 of 100 records within PT10S became dead letters, a ratio of 0.600 where 0.5 is"
                + " allowed; reasons: invalid 58, malformed 2");
  }

  private DeadLetterBudget budget(BudgetPolicy policy, double ratio, int warmUp, int floor) {
    return new DeadLetterBudget(config(policy, ratio, warmUp, floor), () -> now);
  }

  private static DeadLetterConfig config(BudgetPolicy policy, double ratio, int warmUp, int floor) {
    return new DeadLetterConfig(
        policy, ratio, Duration.ofMillis(WINDOW), warmUp, floor, Duration.ofSeconds(1));
  }

  private void events(int count) {
    for (int i = 0; i < count; i++) {
      budget.event();
    }
  }

  private void dead(int count) {
    for (int i = 0; i < count; i++) {
      budget.deadLetter(Reason.MALFORMED);
    }
  }

  private static int count(boolean changed) {
    return changed ? 1 : 0;
  }
}
