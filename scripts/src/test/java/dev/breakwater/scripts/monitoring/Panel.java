package dev.breakwater.scripts.monitoring;

import dev.breakwater.operators.metrics.Metric;
import java.util.Arrays;
import java.util.List;

/**
 * One plot.
 *
 * @param unit Grafana's name of it
 * @param text what is to be seen
 */
record Panel(String title, String unit, String text, List<Line> lines) {

  /** What every expression is restricted to: the jobs that are chosen above the panels. */
  static final String CHOSEN = "job_name=~\"$job_name\"";

  /** An expression, and what its lines are called. */
  record Line(String expression, String legend) {}

  static Panel of(String title, String unit, String text, Line... lines) {
    return new Panel(title, unit, text, Arrays.asList(lines));
  }

  /** How much a counter grows in a second, by job and the counter's label. */
  static Panel rates(String title, Metric... counters) {
    return new Panel(
        title,
        "cps",
        text(counters),
        Arrays.stream(counters)
            .map(
                each ->
                    new Line(
                        "sum by (%s) (rate(%s{%s}[5m]))"
                            .formatted(by(each), each.reported(), CHOSEN),
                        legend(each, counters.length > 1)))
            .toList());
  }

  /** The largest value of a gauge, by job and the gauge's label. */
  static Panel largest(String title, String unit, Metric... gauges) {
    return new Panel(
        title,
        unit,
        text(gauges),
        Arrays.stream(gauges)
            .map(
                each ->
                    new Line(
                        "max by (%s) (%s{%s})".formatted(by(each), each.reported(), CHOSEN),
                        legend(each, gauges.length > 1)))
            .toList());
  }

  private static String by(Metric metric) {
    return metric.label().isEmpty() ? "job_name" : "job_name, " + metric.label();
  }

  private static String legend(Metric metric, boolean named) {
    return "{{job_name}}"
        + (metric.label().isEmpty() ? "" : " {{" + metric.label() + "}}")
        + (named ? " " + metric.name() : "");
  }

  private static String text(Metric... metrics) {
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      text.append(text.isEmpty() ? "" : "\n\n").append(metric.name()).append(": ");
      text.append(metric.text());
    }
    return text.toString();
  }
}
