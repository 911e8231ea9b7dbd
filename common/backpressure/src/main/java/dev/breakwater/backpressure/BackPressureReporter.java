package dev.breakwater.backpressure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a subtask of this process begins and ends to be held up, with the likely bottleneck,
 * and counts it in the subtask's own metric {@code backPressurePhases}.
 *
 * <p>The likely bottleneck is the busiest subtask of the same job that is not held up itself; only
 * those of this process are known.
 */
final class BackPressureReporter implements MetricReporter, Scheduled {

  static final String PHASES = "backPressurePhases";
  static final String HELD_UP = "accumulateBackPressuredTimeMs";
  static final String BUSY = "accumulateBusyTimeMs";

  private static final Logger LOG = LoggerFactory.getLogger(BackPressureReporter.class);

  /** A task that is busy for less than this holds nobody up. */
  private static final double BUSY_ENOUGH = 0.5;

  private static final String ATTEMPT = "<task_attempt_id>";
  private static final double PERCENT = 100;
  private static final double MILLIS = 1000;

  private final LongSupplier clock;
  private final Map<String, WatchedTask> tasks = new ConcurrentHashMap<>();
  private Thresholds thresholds = new Thresholds(1, 0);
  private long lastReport;

  BackPressureReporter() {
    this(System::currentTimeMillis);
  }

  /**
   * @param clock epoch milliseconds
   */
  BackPressureReporter(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public void open(MetricConfig config) {
    thresholds = Thresholds.of(config);
    lastReport = clock.getAsLong();
  }

  @Override
  public void close() {
    tasks.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    boolean heldUp = name.equals(HELD_UP);
    if (!(heldUp || name.equals(BUSY)) || !(metric instanceof Gauge<?> gauge)) {
      return;
    }
    Map<String, String> variables = group.getAllVariables();
    String attempt = variables.get(ATTEMPT);
    if (attempt == null) {
      return;
    }
    WatchedTask task = tasks.get(attempt);
    if (task == null) {
      // Flink adds the metrics of one task one after the other.
      task = new WatchedTask(variables, group.counter(PHASES));
      tasks.put(attempt, task);
    }
    if (heldUp) {
      task.setHeldUpMillis(gauge);
    } else {
      task.setBusyMillis(gauge);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (!name.equals(HELD_UP)) {
      return;
    }
    String attempt = group.getAllVariables().get(ATTEMPT);
    WatchedTask task = attempt == null ? null : tasks.remove(attempt);
    if (task != null && task.isHeldUp()) {
      LOG.info("back pressure off, the task has ended job={} task={}", task.job(), task);
    }
  }

  @Override
  public void report() {
    long now = clock.getAsLong();
    double elapsed = Math.max(1, now - lastReport);
    lastReport = now;
    Collection<WatchedTask> all = List.copyOf(tasks.values());
    all.forEach(task -> task.look(elapsed));
    List<WatchedTask> changed = all.stream().filter(task -> task.changes(thresholds, now)).toList();
    for (WatchedTask task : changed) {
      if (task.isHeldUp()) {
        LOG.info(
            "back pressure on job={} task={} heldUp={} busy={} likelyBottleneck={}",
            task.job(),
            task,
            percent(task.heldUpShare()),
            percent(task.busyShare()),
            bottleneck(task, all));
      } else {
        LOG.info(
            "back pressure off job={} task={} seconds={}",
            task.job(),
            task,
            Math.round((now - task.heldUpSince()) / MILLIS));
      }
    }
  }

  private String bottleneck(WatchedTask heldUp, Collection<WatchedTask> all) {
    Optional<WatchedTask> busiest =
        all.stream()
            .filter(task -> task != heldUp && task.job().equals(heldUp.job()))
            .filter(task -> !task.isHeldUp() && task.busyShare() >= BUSY_ENOUGH)
            .max(Comparator.comparingDouble(WatchedTask::busyShare));
    return busiest
        .map(task -> task + " busy=" + percent(task.busyShare()))
        .orElse("none in this process");
  }

  private static String percent(double share) {
    return Math.round(share * PERCENT) + "%";
  }
}
