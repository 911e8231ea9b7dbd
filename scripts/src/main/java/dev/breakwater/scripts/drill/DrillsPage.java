package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Arrival;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.page.Chart;
import dev.breakwater.scripts.page.Html;
import dev.breakwater.testkit.verdict.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** All rounds as one page that needs nothing from outside. */
final class DrillsPage {

  private static final String TITLE = "breakwater drills";
  private static final int FEW_MARKS = 1;

  private final List<Round> rounds;
  private final int rate;

  DrillsPage(List<Round> rounds, int rate) {
    this.rounds = List.copyOf(rounds);
    this.rate = rate;
  }

  String html() {
    Html html = new Html().raw("<h1>%s</h1>\n".formatted(TITLE));
    html.element(
        "p",
        "quiet",
        ("Faults on a cluster of separate processes, %,d records a second through the jobs,"
                + " checkpoints as configured, an independent read_committed reader.")
            .formatted(rate));
    verdict(html);
    summary(html);
    rounds.forEach(round -> round(html, round));
    return html.page(TITLE);
  }

  private void verdict(Html html) {
    long passed = rounds.stream().filter(Round::passed).count();
    boolean all = passed == rounds.size() && !rounds.isEmpty();
    html.element(
        "div",
        all ? "verdict holds" : "verdict fails",
        "%d of %d rounds passed, lost=%d duplicated=%d altered=%d reordered=%d"
            .formatted(
                passed,
                rounds.size(),
                sum(Verdict::lost),
                sum(Verdict::duplicated),
                sum(Verdict::altered),
                sum(Verdict::reordered)));
  }

  private long sum(ToLongFunction<Verdict> count) {
    return rounds.stream().map(Round::balance).filter(Objects::nonNull).mapToLong(count).sum();
  }

  private void summary(Html html) {
    html.heading("Rounds");
    html.raw("<table><tr><th>drill</th>");
    for (String head :
        new String[] {
          "round", "verdict", "detection", "gap", "latency", "catch-up", "records", "seed"
        }) {
      html.raw("<th class=\"n\">%s</th>".formatted(head));
    }
    html.raw("</tr>\n");
    for (Round round : rounds) {
      html.row(
          name(round),
          !round.passed(),
          Integer.toString(round.number()),
          round.verdict(),
          seconds(round.detection()),
          seconds(OptionalDouble.of(round.measures().gap())),
          seconds(OptionalDouble.of(round.measures().worstLatency())),
          seconds(round.measures().catchUp()),
          String.format(Locale.ROOT, "%,d", round.records()),
          Long.toString(round.seed()));
    }
    html.raw("</table>\n");
    html.element(
        "p",
        "quiet",
        "Seconds. Detection: until Flink acted, empty when it did not have to. Gap: the longest"
            + " time without committed output. Latency: the worst of a record, from the time it"
            + " was due to be sent. Catch-up: until records were as fresh as before.");
  }

  private void round(Html html, Round round) {
    Timeline timeline = round.observed().timeline();
    int seconds = seconds(round);
    html.heading("%s, round %d: %s".formatted(name(round), round.number(), round.verdict()));
    html.element(
        "p",
        "quiet",
        Instant.ofEpochMilli(timeline.startMillis())
            .atOffset(ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString());
    for (String complaint : round.complaints()) {
      html.element("p", "verdict fails", complaint);
    }
    if (!round.judged()) {
      return;
    }
    Map<String, Double> figures = round.observed().figures();
    if (!figures.isEmpty()) {
      html.element("p", "quiet", Campaign.text(figures));
    }
    double[] output = new double[seconds];
    double[] latency = new double[seconds];
    for (Arrival arrival : timeline.arrivals()) {
      int second = second(timeline, arrival.atMillis(), seconds);
      output[second] += arrival.records();
      latency[second] = Math.max(latency[second], arrival.worstLatencyMillis() / 1_000.0);
    }
    html.element("p", "quiet", "Committed events per second");
    html.raw(marked(new Chart("second", 0, output, max(output)).withBars(), timeline).svg());
    marks(html, timeline);
    html.element("p", "quiet", "Worst latency of the events of each second, seconds");
    html.raw(marked(new Chart("second", 0, latency, max(latency)).withBars(), timeline).svg());
    checkpoints(html, timeline);
    Verdict balance = round.balance();
    if (balance != null && !balance.holds()) {
      html.element("pre", "", balance.toString());
    }
  }

  private static void checkpoints(Html html, Timeline timeline) {
    double[] millis =
        timeline.checkpoints().stream().mapToDouble(Timeline.Checkpoint::durationMillis).toArray();
    if (millis.length > 0) {
      html.element("p", "quiet", "Duration of completed checkpoints, milliseconds");
      html.raw(new Chart("checkpoint", 1, millis, max(millis)).withBars().svg());
    }
  }

  /** Words for a few marks, numbers for many, which would hide each other. */
  private static Chart marked(Chart chart, Timeline timeline) {
    List<Timeline.Mark> marks = timeline.marks();
    for (int i = 0; i < marks.size(); i++) {
      double at = (marks.get(i).atMillis() - timeline.startMillis()) / 1_000.0;
      boolean words = marks.size() <= FEW_MARKS;
      chart.withMark(at, words ? marks.get(i).text() : Integer.toString(i + 1));
    }
    return chart;
  }

  private static void marks(Html html, Timeline timeline) {
    List<Timeline.Mark> marks = timeline.marks();
    if (marks.size() <= FEW_MARKS) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < marks.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s%d: %s (%.1f s)",
              i == 0 ? "" : ", ",
              i + 1,
              marks.get(i).text(),
              (marks.get(i).atMillis() - timeline.startMillis()) / 1_000.0));
    }
    html.element("p", "quiet", text.toString());
  }

  private static int seconds(Round round) {
    Observed observed = round.observed();
    return (int) ((observed.endMillis() - observed.timeline().startMillis()) / 1_000) + 1;
  }

  /** What comes after the observation is in its last second. */
  private static int second(Timeline timeline, long atMillis, int seconds) {
    long second = (atMillis - timeline.startMillis()) / 1_000;
    return (int) Math.max(0, Math.min(seconds - 1L, second));
  }

  private static String name(Round round) {
    return round.configuration().equals(Campaign.SHIPPED)
        ? round.name()
        : round.name() + " (" + round.configuration() + ")";
  }

  private static String seconds(OptionalDouble value) {
    return value.isPresent() && !Double.isNaN(value.getAsDouble())
        ? String.format(Locale.ROOT, "%.1f", value.getAsDouble())
        : "";
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
