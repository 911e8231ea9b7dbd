package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.page.Chart;
import dev.breakwater.scripts.page.Html;
import dev.breakwater.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The run as one HTML page without anything from outside.
 *
 * @param checkpoints how long each took in milliseconds, by its number, in order
 */
record Report(
    DemoSettings settings,
    Snapshot end,
    Samples samples,
    Map<Long, Long> checkpoints,
    Balance balance) {

  private static final String TITLE = "breakwater demo";

  /** Returns the file */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("index.html"), html());
  }

  String html() {
    Html html = new Html().raw("<h1>%s</h1>\n".formatted(TITLE));
    html.element(
        "p",
        "quiet",
        "Real flights through ingest and enrich, and through redrive where their service was away: "
            + settings.inputName()
            + " to Flink to Kafka, exactly once"
            + (settings.input() == null ? ", in one JVM." : "."));
    html.element(
        "div",
        balance.holds() ? "verdict holds" : "verdict fails",
        balance.line() + (balance.holds() ? "" : "  (the balance does not hold)"));
    html.tiles(tiles());
    output(html);
    lookups(html);
    deadLetters(html);
    checkpoints(html);
    balance(html);
    settings(html);
    return html.page(TITLE);
  }

  private List<String[]> tiles() {
    Committed seen = end.committed();
    return List.of(
        tile(count(end.sent()), "records in"),
        tile(count(seen.enriched()), "enriched events"),
        tile(count(seen.duplicates()), "duplicates"),
        tile(count(seen.deadInAll()), "dead letters"),
        tile(count(seen.redriven()), "redriven"),
        tile(count(end.job().checkpoints()), "checkpoints"),
        tile(count(end.job().restarts()), "restarts"),
        tile(
            String.format(Locale.ROOT, "%.1f s", seen.longestPauseMillis() / 1_000.0),
            "longest output pause"));
  }

  private void output(Html html) {
    double[] enriched = samples.enrichedBySecond();
    double[] sent = samples.sentBySecond();
    double highest = Math.max(max(enriched), max(sent));
    Chart chart = new Chart("second of the run", 0, enriched, highest).withBars().withLine(sent);
    mark(chart, end.happenings().service().downAtMillis(), "service down");
    mark(chart, end.happenings().service().backAtMillis(), "back");
    mark(chart, end.happenings().taskManager().killedAtMillis(), "TaskManager killed");
    mark(chart, end.happenings().redrive().startedAtMillis(), "redrive");
    html.heading("Committed output per second");
    html.raw(
        "<p class=\"quiet\"><span class=\"key\" style=\"background:#3b82c4\"></span>enriched"
            + " events that a read_committed reader saw<span class=\"key\""
            + " style=\"background:#e09f3e\"></span>records sent</p>\n");
    html.raw(chart.svg());
    html.element("p", "quiet", happened());
  }

  private static void mark(Chart chart, long atMillis, String text) {
    if (atMillis >= 0) {
      chart.withMark(atMillis / 1_000.0, text);
    }
  }

  private String happened() {
    Happenings all = end.happenings();
    String text =
        Stream.of(
                LiveView.outage(all.service()),
                LiveView.fault(all.taskManager()),
                LiveView.redrive(all.redrive()))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? "Nothing was broken." : text + ".";
  }

  private void lookups(Html html) {
    html.heading("Enriched events by what they say of their lookup");
    bars(html, "lookup", end.committed().lookups());
  }

  private void deadLetters(Html html) {
    html.heading("Dead letters by reason");
    bars(html, "reason", end.committed().dead());
  }

  private static void bars(Html html, String name, Map<String, Long> counts) {
    double most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    html.raw("<table><tr><th>%s</th><th></th><th class=\"n\">seen</th></tr>\n".formatted(name));
    for (Map.Entry<String, Long> each : new TreeMap<>(counts).entrySet()) {
      html.raw(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td><div style=\"background:#3b82c4;height:14px;width:%.0fpx\"></div>"
                  + "</td><td class=\"n\">%,d</td></tr>%n",
              Html.escape(each.getKey()),
              Math.max(2, 420 * each.getValue() / most),
              each.getValue()));
    }
    html.raw("</table>\n");
  }

  private void checkpoints(Html html) {
    if (checkpoints.isEmpty()) {
      return;
    }
    double[] millis = checkpoints.values().stream().mapToDouble(Long::doubleValue).toArray();
    html.heading("Duration of checkpoints, milliseconds");
    html.raw(new Chart("completed checkpoint", 1, millis, max(millis)).withBars().svg());
  }

  private void balance(Html html) {
    Verdict verdict = balance.verdict();
    html.heading("The balance");
    html.raw("<table><tr><th></th><th class=\"n\">expected</th><th class=\"n\">seen</th></tr>\n");
    balance.counts().forEach((name, count) -> row(html, name, count.expected(), count.seen()));
    row(html, "lost", 0, verdict.lost());
    row(html, "duplicated", 0, verdict.duplicated());
    row(html, "altered", 0, verdict.altered());
    html.raw("</table>\n");
    if (!balance.holds()) {
      html.element("pre", "", balance.toString());
    }
  }

  private void settings(Html html) {
    html.heading("Settings");
    html.raw("<table>\n");
    html.row("read from", false, settings.inputName());
    html.row("events", false, count(settings.events()));
    html.row("rate", false, count(settings.rate()) + "/s");
    html.row("seed", false, Long.toString(settings.seed()));
    html.row(
        "faults",
        false,
        settings.faults() ? "the service is away, one TaskManager killed" : "none");
    html.row("duplicates", false, share(FlightWorkload.DUPLICATES));
    html.row("late", false, share(FlightWorkload.LATE));
    html.row("broken", false, share(FlightWorkload.BROKEN + 2 * FlightWorkload.LARGE));
    html.row("configuration", false, "conf/jobs, conf/flink/config.yaml");
    html.raw("</table>\n");
  }

  private static void row(Html html, String name, long expected, long seen) {
    html.row(name, expected != seen, count(expected), count(seen));
  }

  private static String[] tile(String figure, String name) {
    return new String[] {figure, name};
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
