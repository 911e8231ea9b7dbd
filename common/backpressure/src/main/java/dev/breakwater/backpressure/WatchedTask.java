package dev.breakwater.backpressure;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.jspecify.annotations.Nullable;

/** One subtask: its two counters of time, and what they were when it was last looked at. */
final class WatchedTask {

  private static final double UNKNOWN = Double.NaN;

  private final String job;
  private final String name;
  private final Counter phases;

  private volatile @Nullable Gauge<?> heldUpMillis;
  private volatile @Nullable Gauge<?> busyMillis;

  private double lastHeldUp = UNKNOWN;
  private double lastBusy = UNKNOWN;
  private double heldUpShare;
  private double busyShare;
  private boolean heldUp;
  private long heldUpSince;

  /**
   * @param variables those of Flink's scope: {@code <job_name>} and so on
   * @param phases counts how often it was held up
   */
  WatchedTask(Map<String, String> variables, Counter phases) {
    this.job = variables.getOrDefault("<job_name>", "?");
    this.name =
        variables.getOrDefault("<task_name>", "?")
            + " ["
            + variables.getOrDefault("<subtask_index>", "?")
            + "]";
    this.phases = phases;
  }

  void setHeldUpMillis(Gauge<?> gauge) {
    heldUpMillis = gauge;
  }

  void setBusyMillis(Gauge<?> gauge) {
    busyMillis = gauge;
  }

  /**
   * Reads what happened since the last look.
   *
   * @param elapsed milliseconds since then, positive
   */
  void look(double elapsed) {
    double heldUpNow = value(heldUpMillis);
    double busyNow = value(busyMillis);
    heldUpShare = share(heldUpNow - lastHeldUp, elapsed);
    busyShare = share(busyNow - lastBusy, elapsed);
    lastHeldUp = heldUpNow;
    lastBusy = busyNow;
  }

  /** Where it is not known yet, as at the first look, it is none. */
  private static double share(double millis, double elapsed) {
    return Double.isNaN(millis) ? 0 : Math.min(1, Math.max(0, millis / elapsed));
  }

  private static double value(@Nullable Gauge<?> gauge) {
    return gauge != null && gauge.getValue() instanceof Number number
        ? number.doubleValue()
        : UNKNOWN;
  }

  /** True where this look began or ended a phase. */
  boolean changes(Thresholds thresholds, long now) {
    boolean held = heldUp ? heldUpShare >= thresholds.off() : heldUpShare >= thresholds.on();
    if (held == heldUp) {
      return false;
    }
    heldUp = held;
    if (held) {
      heldUpSince = now;
      phases.inc();
    }
    return true;
  }

  boolean isHeldUp() {
    return heldUp;
  }

  /** Epoch milliseconds at which it was found held up. */
  long heldUpSince() {
    return heldUpSince;
  }

  double heldUpShare() {
    return heldUpShare;
  }

  double busyShare() {
    return busyShare;
  }

  String job() {
    return job;
  }

  @Override
  public String toString() {
    return name;
  }
}
