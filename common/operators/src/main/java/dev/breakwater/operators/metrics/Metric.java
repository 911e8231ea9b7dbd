package dev.breakwater.operators.metrics;

import java.util.regex.Pattern;

/**
 * The one definition of a metric: what is registered, documented and alerted on.
 *
 * @param name lower camel case as Flink's own, as {@code deadLetters}
 * @param unit what is counted or measured in, as {@code records} or {@code ms}
 * @param text what it says, one sentence for the documentation
 */
public record Metric(String name, Kind kind, String unit, String text) {

  private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][a-zA-Z0-9]*");

  public Metric {
    if (!LOWER_CAMEL.matcher(name).matches()) {
      throw new IllegalArgumentException("metric name must be lower camel case, was " + name);
    }
    if (unit.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("metric " + name + " must have a unit and a text");
    }
  }
}
