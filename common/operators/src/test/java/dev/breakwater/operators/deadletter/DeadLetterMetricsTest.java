package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Reason;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DeadLetterMetricsTest {

  private final MetricListener listener = new MetricListener();
  private final DeadLetterBudget budget =
      new DeadLetterBudget(
          new DeadLetterConfig(
              BudgetPolicy.ALERT, 0.5, Duration.ofSeconds(1), 1, 1, Duration.ofSeconds(1)),
          () -> 0);
  private final DeadLetterMetrics metrics =
      new DeadLetterMetrics(listener.getMetricGroup(), budget);

  @Test
  void countsDeadLettersByReason() {
    metrics.deadLetter(Reason.LATE);
    metrics.deadLetter(Reason.LATE);
    metrics.deadLetter(Reason.POISON);

    assertThat(count("reason", "late", "deadLetters")).isEqualTo(2);
    assertThat(count("reason", "poison", "deadLetters")).isEqualTo(1);
    for (Reason reason : Reason.values()) {
      assertThat(listener.getCounter("reason", reason.code(), "deadLetters")).isPresent();
    }
  }

  @Test
  void showsTheBudget() {
    assertThat(gauge("deadLetterBudgetState")).isEqualTo(0);
    budget.deadLetter(Reason.LATE);
    budget.deadLetter(Reason.LATE);
    metrics.exceeded();

    assertThat(gauge("deadLetterBudgetState")).isEqualTo(1);
    assertThat(gauge("deadLetterRatio")).isEqualTo(1.0);
    assertThat(count("deadLetterBudgetExceeded")).isEqualTo(1);
  }

  @Test
  void countsEvents() {
    metrics.event();

    assertThat(count("numEvents")).isEqualTo(1);
  }

  private long count(String... name) {
    return listener.getCounter(name).map(Counter::getCount).orElseThrow();
  }

  private Object gauge(String name) {
    return listener.getGauge(name).orElseThrow().getValue();
  }
}
