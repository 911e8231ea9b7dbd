package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the quarantine tells about itself, at the operator {@code quarantine}. */
public final class QuarantineMetrics {

  public static final Metric KEYS_PARKED =
      new Metric("keysParked", Kind.GAUGE, "keys", "Keys whose later events wait.");
  public static final Metric RECORDS_PARKED =
      new Metric(
          "recordsParked", Kind.GAUGE, "records", "Records among the dead letters, waited for.");
  public static final Metric RECORDS_HELD =
      new Metric("recordsHeld", Kind.GAUGE, "records", "Events that wait for one before them.");
  public static final Metric BYTES_HELD =
      new Metric("bytesHeld", Kind.GAUGE, "bytes", "Roughly, what both take in the state.");
  public static final Metric OLDEST_WAIT =
      new Metric(
          "oldestWait",
          Kind.GAUGE,
          "ms",
          "How long the record that is waited for longest has been away, to 1 % of the longest"
              + " wait; 0 when nothing waits.");
  public static final Metric RECORDS_RETURNED =
      new Metric(
          "recordsReturned",
          Kind.COUNTER,
          "records",
          "Records that came back and had a place kept for them, whether or not they failed again.");
  public static final Metric RECORDS_RELEASED =
      new Metric(
          "recordsReleased", Kind.COUNTER, "records", "Held events that went on in their order.");
  public static final Metric RECORDS_OVERTAKING =
      new Metric(
          "recordsOvertaking",
          Kind.COUNTER,
          "records",
          "Events let go before one that they waited for came back, as quarantine.on-limit says.");
  public static final Metric WAITS_EXPIRED =
      new Metric(
          "waitsExpired",
          Kind.COUNTER,
          "records",
          "Parked records no longer waited for, after quarantine.max-wait.");
  public static final Metric WAITS_CUT =
      new Metric(
          "waitsCut",
          Kind.COUNTER,
          "records",
          "Parked records no longer waited for, since there was no room for one more record.");

  private final Counter returned;
  private final Counter released;
  private final Counter overtaking;
  private final Counter expired;
  private final Counter cut;

  QuarantineMetrics(MetricGroup group, Totals totals, LongSupplier clock) {
    Metrics.gauge(group, KEYS_PARKED, () -> totals.sums().keys());
    Metrics.gauge(group, RECORDS_PARKED, () -> totals.sums().marks());
    Metrics.gauge(group, RECORDS_HELD, () -> totals.sums().held());
    Metrics.gauge(group, BYTES_HELD, () -> totals.sums().bytes());
    Metrics.gauge(group, OLDEST_WAIT, () -> totals.sums().oldestWait(clock.getAsLong()));
    returned = Metrics.counter(group, RECORDS_RETURNED);
    released = Metrics.counter(group, RECORDS_RELEASED);
    overtaking = Metrics.counter(group, RECORDS_OVERTAKING);
    expired = Metrics.counter(group, WAITS_EXPIRED);
    cut = Metrics.counter(group, WAITS_CUT);
  }

  public static List<Metric> all() {
    return List.of(
        KEYS_PARKED,
        RECORDS_PARKED,
        RECORDS_HELD,
        BYTES_HELD,
        OLDEST_WAIT,
        RECORDS_RETURNED,
        RECORDS_RELEASED,
        RECORDS_OVERTAKING,
        WAITS_EXPIRED,
        WAITS_CUT);
  }

  Counter returned() {
    return returned;
  }

  Counter released() {
    return released;
  }

  Counter overtaking() {
    return overtaking;
  }

  Counter expired() {
    return expired;
  }

  Counter cut() {
    return cut;
  }
}
