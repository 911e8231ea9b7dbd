package dev.breakwater.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackPressureReporterTest {

  private static final long INTERVAL = 5_000;

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final BackPressureReporter reporter = new BackPressureReporter(now::get);
  private final LogLines log = new LogLines();

  @BeforeEach
  void open() {
    reporter.open(new MetricConfig());
  }

  @AfterEach
  void close() {
    reporter.close();
  }

  @Test
  void namesTheBusiestTaskBehindTheOneThatIsHeldUp() {
    Task source = new Task("orders", "Source: raw");
    Task lookup = new Task("orders", "lookup");
    Task sink = new Task("orders", "sink");
    Task other = new Task("clicks", "lookup");
    report();
    source.spends(4_000, 500);
    lookup.spends(100, 4_900);
    sink.spends(0, 3_000);
    other.spends(0, 5_000);
    report();
    assertThat(log.lines())
        .containsExactly(
            "back pressure on job=orders task=Source: raw [0] heldUp=80% busy=10%"
                + " likelyBottleneck=lookup [0] busy=98%");
    assertThat(source.phases()).isEqualTo(1);
    assertThat(lookup.phases()).isZero();
  }

  @Test
  void aPhaseEndsOnlyBelowTheLowerThreshold() {
    Task source = new Task("orders", "Source: raw");
    report();
    source.spends(2_500, 0);
    report();
    source.spends(500, 0);
    report();
    assertThat(log.lines()).hasSize(1);
    source.spends(499, 0);
    report();
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("back pressure off job=orders task=Source: raw [0] seconds=10");
    source.spends(2_499, 0);
    report();
    assertThat(log.lines()).hasSize(2);
    source.spends(2_500, 0);
    report();
    assertThat(log.lines())
        .hasSize(3)
        .last()
        .asString()
        .endsWith("likelyBottleneck=none in this process");
    assertThat(source.phases()).isEqualTo(2);
  }

  @Test
  void whatATaskWasHeldUpBeforeItWasWatchedDoesNotCount() {
    Task source = new Task("orders", "Source: raw");
    source.spends(60_000, 0);
    report();
    report();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aTaskThatEndsWhileHeldUpIsSaid() {
    Task source = new Task("orders", "Source: raw");
    report();
    source.spends(5_000, 0);
    report();
    source.end();
    report();
    assertThat(log.lines())
        .last()
        .isEqualTo("back pressure off, the task has ended job=orders task=Source: raw [0]");
  }

  @Test
  void aSourceWhoseBusyTimeIsNotKnownIsWatchedAllTheSame() {
    Task source = new Task("orders", "Source: raw");
    report();
    source.spends(5_000, Double.NaN);
    report();
    assertThat(log.lines()).singleElement().asString().contains("heldUp=100%", "busy=0%");
  }

  private void report() {
    now.addAndGet(INTERVAL);
    reporter.report();
  }

  /** A task as Flink registers it. */
  private final class Task extends UnregisteredMetricsGroup {
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Counter> counters = new HashMap<>();
    private double heldUp;
    private double busy;
    private final Gauge<Long> heldUpGauge = () -> (long) heldUp;

    Task(String job, String name) {
      variables.put("<job_name>", job);
      variables.put("<task_name>", name);
      variables.put("<subtask_index>", "0");
      variables.put("<task_attempt_id>", job + name);
      Gauge<Double> busyGauge = () -> busy;
      reporter.notifyOfAddedMetric(heldUpGauge, BackPressureReporter.HELD_UP, this);
      reporter.notifyOfAddedMetric(busyGauge, BackPressureReporter.BUSY, this);
      reporter.notifyOfAddedMetric(heldUpGauge, "numRecordsIn", this);
    }

    void spends(double heldUpMillis, double busyMillis) {
      heldUp += heldUpMillis;
      busy += busyMillis;
    }

    void end() {
      reporter.notifyOfRemovedMetric(heldUpGauge, BackPressureReporter.HELD_UP, this);
    }

    long phases() {
      return counter(BackPressureReporter.PHASES).getCount();
    }

    @Override
    public Map<String, String> getAllVariables() {
      return variables;
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, super::counter);
    }
  }
}
