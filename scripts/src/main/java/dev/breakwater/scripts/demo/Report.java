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
        "Real flights through the ingest job: Kafka to Flink to Kafka, exactly once, in one JVM.");
    html.element(
        "div",
        balance.holds() ? "verdict holds" : "verdict fails",
        balance.line() + (balance.holds() ? "" : "  (the balance does not hold)"));
    html.tiles(tiles());
    output(html);
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
        tile(count(seen.clean()), "clean events"),
        tile(count(balance.duplicatesSeen()), "duplicates"),
        tile(count(seen.deadInAll()), "dead letters"),
        tile(count(end.job().checkpoints()), "checkpoints"),
        tile(count(end.job().restarts()), "restarts"),
        tile(
            String.format(Locale.ROOT, "%.1f s", seen.longestPauseMillis() / 1_000.0),
            "longest output pause"));
  }

  private void output(Html html) {
    double[] clean = samples.cleanBySecond();
    double[] sent = samples.sentBySecond();
    double highest = Math.max(max(clean), max(sent));
    Chart chart = new Chart("second of the run", 0, clean, highest).withBars().withLine(sent);
    FaultState fault = end.fault();
    if (fault.happened()) {
      chart.withMark(fault.killedAtMillis() / 1_000.0, "TaskManager killed");
    }
    html.heading("Committed output per second");
    html.raw(
        "<p class=\"quiet\"><span class=\"key\" style=\"background:#3b82c4\"></span>clean events"
            + " that a read_committed reader saw<span class=\"key\" style=\"background:#e09f3e\">"
            + "</span>records sent</p>\n");
    html.raw(chart.svg());
    html.element(
        "p", "quiet", fault.happened() ? LiveView.fault(fault) + "." : "Nothing was killed.");
  }

  private void deadLetters(Html html) {
    html.heading("Dead letters by reason");
    Map<String, Long> seenByReason = new TreeMap<>(balance.verdict().deadSeen());
    double most = seenByReason.values().stream().mapToLong(Long::longValue).max().orElse(1);
    html.raw("<table><tr><th>reason</th><th></th><th class=\"n\">seen</th></tr>\n");
    for (Map.Entry<String, Long> reason : seenByReason.entrySet()) {
      html.raw(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td><div style=\"background:#3b82c4;height:14px;width:%.0fpx\"></div>"
                  + "</td><td class=\"n\">%,d</td></tr>%n",
              Html.escape(reason.getKey()),
              Math.max(2, 420 * reason.getValue() / most),
              reason.getValue()));
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
    html.row("events", false, count(settings.events()));
    html.row("rate", false, count(settings.rate()) + "/s");
    html.row("seed", false, Long.toString(settings.seed()));
    html.row("fault", false, settings.faults() ? "one TaskManager killed" : "none");
    html.row("duplicates", false, share(FlightWorkload.DUPLICATES));
    html.row("late", false, share(FlightWorkload.LATE));
    html.row("broken", false, share(FlightWorkload.BROKEN + 2 * FlightWorkload.LARGE));
    html.row("configuration", false, "conf/jobs/ingest.yaml, conf/flink/config.yaml");
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
