package dev.breakwater.scripts.drill.measure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a fault was felt by those who read the committed output; all in seconds.
 *
 * @param gap the longest time without committed output that ended after the fault
 * @param worstLatency of a record that came out after the fault, from the time it was due to be
 *     sent
 * @param catchUp from the fault until records were as fresh as before it and stayed so for two
 *     seconds; empty when they never were, or when it was silent in the end
 */
public record Measures(double gap, double worstLatency, OptionalDouble catchUp) {

  private static final long CALM_MILLIS = 2_000;
  private static final long SLACK_MILLIS = 500;

  /**
   * The measures of one observation.
   *
   * @param arrivals in the order of their times
   * @param fault when it began, epoch milliseconds
   * @param end of the observation
   */
  public static Measures of(List<Arrival> arrivals, long fault, long end) {
    long last = fault;
    long gap = 0;
    long worst = 0;
    for (Arrival arrival : arrivals) {
      if (arrival.atMillis() > fault) {
        gap = Math.max(gap, arrival.atMillis() - last);
        worst = Math.max(worst, arrival.worstLatencyMillis());
      }
      last = arrival.atMillis();
    }
    gap = Math.max(gap, end - last);
    OptionalDouble caughtUp = caughtUp(arrivals, fault, end);
    return new Measures(gap / 1_000.0, worst / 1_000.0, caughtUp);
  }

  /** The latency that was usual before a fault, milliseconds: the median of the arrivals' worst. */
  static long usual(List<Arrival> arrivals, long fault) {
    long[] before =
        arrivals.stream()
            .filter(arrival -> arrival.atMillis() <= fault)
            .mapToLong(Arrival::worstLatencyMillis)
            .sorted()
            .toArray();
    return before.length == 0 ? 0 : before[before.length / 2];
  }

  private static OptionalDouble caughtUp(List<Arrival> arrivals, long fault, long end) {
    long fresh = usual(arrivals, fault) * 3 / 2 + SLACK_MILLIS;
    Arrival[] after =
        arrivals.stream().filter(arrival -> arrival.atMillis() > fault).toArray(Arrival[]::new);
    long since = -1;
    long felt = Arrays.stream(after).mapToLong(Arrival::worstLatencyMillis).max().orElse(0);
    boolean late = felt <= fresh;
    for (Arrival arrival : after) {
      late |= arrival.worstLatencyMillis() == felt;
      if (arrival.worstLatencyMillis() > fresh) {
        since = -1;
      } else if (since < 0 && late) {
        since = arrival.atMillis();
      }
    }
    if (since < 0
        || end - since < CALM_MILLIS
        || end - after[after.length - 1].atMillis() > fresh) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((since - fault) / 1_000.0);
  }
}
