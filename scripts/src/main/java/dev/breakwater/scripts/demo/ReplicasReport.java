package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.page.Chart;
import dev.breakwater.scripts.page.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The run with replicas as one HTML page without anything from outside. */
record ReplicasReport(
    DemoSettings settings, ReplicasSnapshot end, Samples samples, ReplicasBalance balance) {

  private static final String TITLE = "breakwater demo: replicas";

  /** Returns the file. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("index.html"), html());
  }

  String html() {
    Html html = new Html().raw("<h1>%s</h1>\n".formatted(TITLE));
    html.element(
        "p",
        "quiet",
        "Real flights through three replicas of aggregate and through reconcile, which makes their"
            + " results one; held against a naive computation over what was sent.");
    html.element(
        "div",
        balance.holds() ? "verdict holds" : "verdict fails",
        balance.line() + (balance.holds() ? "" : "  (the balance does not hold)"));
    html.tiles(tiles());
    output(html);
    table(html, "Copies by replica", end.seen().copies());
    table(html, "Discrepancies that were found", end.seen().findings());
    html.heading("What became of the replicas, as reconcile saw it");
    html.element("p", "", String.join(", ", end.seen().changes()));
    html.heading("The balance");
    html.raw("<table><tr><th></th><th class=\"n\">expected</th><th class=\"n\">seen</th></tr>\n");
    balance
        .counts()
        .forEach(
            (name, count) ->
                html.row(name, !count.agrees(), text(count.expected()), text(count.seen())));
    html.raw("</table>\n");
    if (!balance.holds()) {
      html.element("pre", "", balance.toString());
    }
    return html.page(TITLE);
  }

  private List<String[]> tiles() {
    ReplicasAudit.Seen seen = end.seen();
    return List.of(
        tile(text(end.sent()), "flights in"),
        tile(text(seen.results()), "results"),
        tile(text(seen.agreed()), "agreed by all"),
        tile(text(ReplicasView.total(seen.findings())), "discrepancies"),
        tile(
            String.format(Locale.ROOT, "%.1f s", seen.longestPauseMillis() / 1_000.0),
            "longest output pause"));
  }

  private void output(Html html) {
    double[] results = samples.enrichedBySecond();
    Chart chart =
        new Chart("second of the run", 0, results, Arrays.stream(results).max().orElse(0))
            .withBars();
    mark(chart, end.fault().killedAtMillis(), "replica killed");
    mark(chart, end.lying().fromMillis(), "c lies");
    html.heading("Committed results per second");
    html.raw(chart.svg());
    String happened = "%s; %s".formatted(ReplicasView.fault(end), ReplicasView.lies(end));
    html.element("p", "quiet", settings.faults() ? happened : "Nothing was broken.");
  }

  private static void mark(Chart chart, long atMillis, String text) {
    if (atMillis >= 0) {
      chart.withMark(atMillis / 1_000.0, text);
    }
  }

  private static void table(Html html, String name, Map<String, Long> counts) {
    html.heading(name);
    html.raw("<table>\n");
    new TreeMap<>(counts).forEach((each, count) -> html.row(each, false, text(count)));
    html.raw("</table>\n");
  }

  private static String[] tile(String figure, String name) {
    return new String[] {figure, name};
  }

  private static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
