package dev.breakwater.operators.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one definition of a metric: what is registered, documented and alerted on.
 *
 * @param name lower camel case as Flink's own, as {@code deadLetters}
 * @param unit what is counted or measured in, as {@code records} or {@code ms}
 * @param text what it says, one sentence for the documentation
 * @param label what tells several of it at one operator apart, as {@code reason}; empty when there
 *     is only one
 */
public record Metric(String name, Kind kind, String unit, String text, String label) {

  private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][a-zA-Z0-9]*");

  /** What Flink's Prometheus reporter puts in front of the name of an operator's metric. */
  private static final String REPORTED_SCOPE = "flink_taskmanager_job_task_operator_";

  public Metric {
    if (!LOWER_CAMEL.matcher(name).matches()) {
      throw new IllegalArgumentException("metric name must be lower camel case, was " + name);
    }
    if (unit.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("metric " + name + " must have a unit and a text");
    }
    if (!label.isEmpty() && !LOWER_CAMEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "label of metric %s must be lower camel case, was %s".formatted(name, label));
    }
  }

  /** One without a label. */
  public Metric(String name, Kind kind, String unit, String text) {
    this(name, kind, unit, text, "");
  }

  /** The same, once for each value of a label. */
  public Metric by(String labelName) {
    return new Metric(name, kind, unit, text, labelName);
  }

  /** Its name in Prometheus, as Flink's reporter makes it. */
  public String reported() {
    return REPORTED_SCOPE + (label.isEmpty() ? "" : label + "_") + name;
  }

  /** A table of metrics, for the documentation. */
  public static String markdown(List<Metric> metrics) {
    StringBuilder table =
        new StringBuilder("| metric | kind | unit | meaning |\n|---|---|---|---|\n");
    for (Metric metric : metrics) {
      String kind = metric.kind.name().toLowerCase(Locale.ROOT);
      table.append(
          "| `%s` | %s | %s | %s |\n".formatted(metric.name, kind, metric.unit, metric.text));
    }
    return table.toString();
  }

  /** The metrics of several features, in their order. */
  @SafeVarargs
  public static List<Metric> join(List<Metric>... features) {
    List<Metric> all = new ArrayList<>();
    for (List<Metric> feature : features) {
      all.addAll(feature);
    }
    return List.copyOf(all);
  }
}
