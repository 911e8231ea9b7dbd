package dev.breakwater.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MetricsTest {

  private static final Metric LETTERS =
      new Metric("deadLetters", Kind.COUNTER, "records", "Records written as dead letters.");
  private static final Metric RATIO =
      new Metric("deadLetterRatio", Kind.GAUGE, "ratio", "Share of dead letters.");
  private static final Metric DELAY =
      new Metric("delay", Kind.HISTOGRAM, "ms", "Age of records when they are written.");

  private final MetricListener listener = new MetricListener();
  private final MetricGroup group = listener.getMetricGroup();

  @AfterEach
  void leaveTheContext() {
    MDC.clear();
  }

  @Test
  void namesTheJobInTheContextOfTheLog() {
    Metrics.counter(group, LETTERS);
    assertThat(MDC.get(Metrics.JOB_NAME)).as("of no job").isNull();

    Metrics.gauge(group.addGroup("job_name", "flights-ingest.r01"), RATIO, () -> 0.25);
    assertThat(MDC.get(Metrics.JOB_NAME)).isEqualTo("flights-ingest.r01");
  }

  @Test
  void registersACounterUnderItsNameAndLabel() {
    Counter counter = Metrics.counter(group.addGroup("reason", "malformed"), LETTERS);
    counter.inc(3);

    assertThat(listener.getCounter("reason", "malformed", "deadLetters"))
        .hasValueSatisfying(found -> assertThat(found.getCount()).isEqualTo(3));
  }

  @Test
  void registersACounterThatManyThreadsCountWith() {
    Counter counter = Metrics.sharedCounter(group, LETTERS);
    IntStream.range(0, 10_000).parallel().forEach(i -> counter.inc());

    assertThat(listener.getCounter("deadLetters"))
        .hasValueSatisfying(found -> assertThat(found.getCount()).isEqualTo(10_000));
  }

  @Test
  void registersAGauge() {
    Metrics.gauge(group, RATIO, () -> 0.25);

    assertThat(listener.<Double>getGauge("deadLetterRatio"))
        .hasValueSatisfying(found -> assertThat(found.getValue()).isEqualTo(0.25));
  }

  @Test
  void registersAHistogramOverTheLatestValues() {
    Histogram histogram = Metrics.histogram(group, DELAY);
    for (int i = 1; i <= 2_000; i++) {
      histogram.update(i);
    }

    assertThat(listener.getHistogram("delay"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.getCount()).isEqualTo(2_000);
              assertThat(found.getStatistics().getMin()).isEqualTo(1_001);
            });
  }

  @Test
  void refusesToRegisterAMetricAsAnotherKind() {
    Gauge<Integer> one = () -> 1;

    assertThatThrownBy(() -> Metrics.gauge(group, LETTERS, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric deadLetters is a COUNTER, registered as a GAUGE");
  }

  @Test
  void refusesANameThatIsNotLowerCamelCase() {
    assertThatThrownBy(() -> new Metric("dead_letters", Kind.COUNTER, "records", "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric name must be lower camel case, was dead_letters");
  }

  @Test
  void refusesAMetricWithoutAText() {
    assertThatThrownBy(() -> new Metric("deadLetters", Kind.COUNTER, "records", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric deadLetters must have a unit and a text");
  }
}
