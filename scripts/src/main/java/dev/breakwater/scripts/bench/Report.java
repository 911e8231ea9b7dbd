package dev.breakwater.scripts.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bench's closing words: the table, a bar a row, and the profile when there is one. */
final class Report {

  private static final int BAR = 50;
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
    Progress.say(
        "%-12s %-30s %12s %-20s %9s %9s",
        "row", "records/s (N)", "at 3N", "CPU s/million", "x plain", "x tuned");
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
        "%-12s %-30s %,12.0f %-20s %9s %9s",
        result.row().name(),
        format("%,.0f (%,.0f-%,.0f)", rate),
        result.recordsPerSecondOver3N().median(),
        format("%.2f (%.2f-%.2f)", cost),
        ratio(cost, Rows.PLAIN),
        ratio(cost, Rows.PLAIN_TUNED));
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

  private String ratio(Figures cost, String to) {
    @Nullable Double base = cost(to);
    return base == null ? "-" : String.format(Locale.ROOT, "%.2f", cost.median() / base);
  }

  private @Nullable Double cost(String name) {
    return results.stream()
        .filter(result -> result.row().name().equals(name) && result.hasFigures())
        .map(result -> result.cpuPerMillion().median())
        .findFirst()
        .orElse(null);
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
