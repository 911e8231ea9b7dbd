package dev.breakwater.scripts.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The bench's closing words: the table, a bar a row, and the profile when there is one. */
final class Report {

  private static final int BAR = 50;
  private static final String FORMAT = "%-12s %29s %9s %6s %6s  %20s %6s %6s";
  private static final double SHOWN_SHARE = 0.01;

  private final List<RowResult> results;

  Report(List<RowResult> results) {
    this.results = results;
  }

  void print(BenchOptions options) {
    Progress.say("");
    Progress.say(
        "exactly-once, 1 s commits, parallelism %d, %d partitions; records/s over N = %,d and 3N;"
            + " CPU s per further million = (CPU at 3N - CPU at N) / 2N; median (min-max) of %d",
        options.parallelism, options.partitions, options.records, options.repeats);
    Progress.say("");
    Progress.say(FORMAT, "", "records/s", "", "x", "x", "CPU s per", "x", "x");
    Progress.say(FORMAT, "row", "over N", "over 3N", "plain", "tuned", "million", "plain", "tuned");
    results.forEach(this::line);
    Progress.say("");
    bars();
    Progress.say("");
    results.forEach(result -> Progress.say("%-12s %s", result.row().name(), result.row().text()));
    results.stream().filter(RowResult::hasFigures).forEach(Report::threads);
  }

  private void line(RowResult result) {
    if (!result.hasFigures()) {
      Progress.say("%-12s FAILED", result.row().name());
      return;
    }
    Figures rate = result.recordsPerSecond();
    Figures cost = result.cpuPerMillion();
    Progress.say(
        FORMAT,
        result.row().name(),
        format("%,.0f (%,.0f-%,.0f)", rate),
        String.format(Locale.ROOT, "%,.0f", result.recordsPerSecondOver3N().median()),
        ratio(result, Rows.PLAIN, RowResult::medianRate),
        ratio(result, Rows.PLAIN_TUNED, RowResult::medianRate),
        format("%.2f (%.2f-%.2f)", cost),
        ratio(result, Rows.PLAIN, RowResult::medianCost),
        ratio(result, Rows.PLAIN_TUNED, RowResult::medianCost));
  }

  private void bars() {
    double longest =
        results.stream()
            .filter(RowResult::hasFigures)
            .mapToDouble(result -> result.cpuPerMillion().median())
            .max()
            .orElse(1);
    Progress.say("CPU seconds per further million records");
    for (RowResult result : results) {
      if (result.hasFigures()) {
        double cost = result.cpuPerMillion().median();
        int length = (int) Math.max(1, Math.round(BAR * cost / longest));
        Progress.say("%-12s %s %.2f", result.row().name(), "#".repeat(length), cost);
      }
    }
  }

  private String ratio(RowResult result, String base, ToDoubleFunction<RowResult> figure) {
    for (RowResult other : results) {
      if (other.row().name().equals(base) && other.hasFigures()) {
        return String.format(
            Locale.ROOT, "%.2f", figure.applyAsDouble(result) / figure.applyAsDouble(other));
      }
    }
    return "-";
  }

  /** By group of threads: what 3N cost more than N, on average, groups below 1 % left out. */
  private static void threads(RowResult result) {
    Map<String, Double> more = new TreeMap<>();
    result.large().forEach(run -> run.threads().forEach((g, s) -> more.merge(g, s, Double::sum)));
    result.small().forEach(run -> run.threads().forEach((g, s) -> more.merge(g, -s, Double::sum)));
    if (more.isEmpty()) {
      return;
    }
    double million = result.large().size() * 2.0 * result.small().get(0).records() / 1e6;
    double all = more.values().stream().mapToDouble(Double::doubleValue).sum();
    Progress.say(
        "%n%s: CPU s per further million by threads, %.2f in all", //
        result.row().name(), all / million);
    more.entrySet().stream()
        .filter(group -> Math.abs(group.getValue()) > SHOWN_SHARE * all)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(group -> Progress.say("  %7.2f  %s", group.getValue() / million, group.getKey()));
  }

  private static String format(String format, Figures figures) {
    return String.format(Locale.ROOT, format, figures.median(), figures.min(), figures.max());
  }
}
