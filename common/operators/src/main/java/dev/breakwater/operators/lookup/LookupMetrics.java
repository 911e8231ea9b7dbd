package dev.breakwater.operators.lookup;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a lookup tells about itself, at its operator: {@code <operator>.origin.<code>.enriched},
 * {@code <operator>.ending.<code>.calls} and the others. A call that several records share is
 * counted where the first of them is.
 */
public final class LookupMetrics implements CallMetrics {

  /** The label of {@link #ENRICHED}. */
  public static final String ORIGIN_LABEL = "origin";

  /** The label of {@link #CALLS}. */
  public static final String ENDING_LABEL = "ending";

  public static final Metric ENRICHED =
      new Metric(
              "enriched",
              Kind.COUNTER,
              "records",
              "Records that went on, by the label origin: fresh, cached, stale, default, absent.")
          .by(ORIGIN_LABEL);
  public static final Metric DIVERTED =
      new Metric(
          "lookupDiverted",
          Kind.COUNTER,
          "records",
          "Records that became dead letters since no answer was to be had.");
  public static final Metric REJECTED =
      new Metric(
          "lookupRejected",
          Kind.COUNTER,
          "records",
          "Records that became dead letters for what they are or what the dependency says of"
              + " them.");
  public static final Metric CALLS =
      new Metric(
              "calls",
              Kind.COUNTER,
              "calls",
              "Calls that ended, by the label ending: answered, absent, refused, denied, overloaded,"
                  + " error, timeout, connection, garbage.")
          .by(ENDING_LABEL);
  public static final Metric RETRIES =
      new Metric("callRetries", Kind.COUNTER, "calls", "Calls made again after one that failed.");
  public static final Metric SHORT_CIRCUITED =
      new Metric(
          "callsShortCircuited",
          Kind.COUNTER,
          "calls",
          "Calls that were not made, since the breaker did not permit them.");
  public static final Metric LATENCY =
      new Metric(
          "callLatency", Kind.HISTOGRAM, "ms", "How long calls took, whatever they ended with.");
  public static final Metric IN_FLIGHT =
      new Metric(
          "callsInFlight",
          Kind.GAUGE,
          "calls",
          "Of the process: calls under way, at most lookup.max-calls.");
  public static final Metric WAITING =
      new Metric(
          "lookupWaiting",
          Kind.GAUGE,
          "records",
          "Records that wait for an answer, or behind one of their key; at most lookup.capacity.");
  public static final Metric HOLDING =
      new Metric(
          "lookupHolding",
          Kind.GAUGE,
          "state",
          "1 while lookup.capacity is full and nothing is read, else 0.");
  public static final Metric CACHE_ENTRIES =
      new Metric(
          "lookupCacheEntries", Kind.GAUGE, "answers", "Of the process: answers in the cache.");

  private final Map<Origin, Counter> enriched = new EnumMap<>(Origin.class);
  private final Map<Ending, Counter> calls = new EnumMap<>(Ending.class);
  private final Counter diverted;
  private final Counter rejected;
  private final Counter retries;
  private final Counter shortCircuited;
  private final Histogram latency;

  LookupMetrics(MetricGroup group) {
    for (Origin origin : Origin.values()) {
      enriched.put(origin, Metrics.counter(group, ENRICHED, origin.code()));
    }
    for (Ending ending : Ending.values()) {
      calls.put(ending, Metrics.sharedCounter(group, CALLS, ending.code()));
    }
    diverted = Metrics.counter(group, DIVERTED);
    rejected = Metrics.counter(group, REJECTED);
    retries = Metrics.sharedCounter(group, RETRIES);
    shortCircuited = Metrics.sharedCounter(group, SHORT_CIRCUITED);
    latency = Metrics.histogram(group, LATENCY);
  }

  /** Adds what is read of an operator and its endpoint. */
  static void gauges(
      MetricGroup group, Endpoint endpoint, IntSupplier waiting, Gauge<Integer> holding) {
    Metrics.gauge(group, IN_FLIGHT, endpoint::callsInFlight);
    Metrics.gauge(group, CACHE_ENTRIES, endpoint.cache()::size);
    Metrics.gauge(group, WAITING, waiting::getAsInt);
    Metrics.gauge(group, HOLDING, holding);
  }

  public static List<Metric> all() {
    return List.of(
        ENRICHED,
        DIVERTED,
        REJECTED,
        CALLS,
        RETRIES,
        SHORT_CIRCUITED,
        LATENCY,
        IN_FLIGHT,
        WAITING,
        HOLDING,
        CACHE_ENTRIES);
  }

  void enriched(Origin origin) {
    requireNonNull(enriched.get(origin)).inc();
  }

  void diverted() {
    diverted.inc();
  }

  void rejected() {
    rejected.inc();
  }

  @Override
  public void called(Ending ending, long nanos) {
    requireNonNull(calls.get(ending)).inc();
    latency.update(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  @Override
  public void retried() {
    retries.inc();
  }

  @Override
  public void shortCircuited() {
    shortCircuited.inc();
  }
}
