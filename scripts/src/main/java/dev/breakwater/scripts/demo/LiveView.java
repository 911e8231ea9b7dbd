package dev.breakwater.scripts.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The state of the demo as text: a block of lines, or one line. Pure: text in, text out. */
final class LiveView {

  private static final int BAR = 40;

  private final String title;
  private final String webAddress;

  LiveView(String title, String webAddress) {
    this.title = title;
    this.webAddress = webAddress;
  }

  /** Always the same number of lines, none wider than allowed. */
  List<String> block(Snapshot now, int width) {
    Committed seen = now.committed();
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add("web UI " + webAddress);
    lines.add("");
    lines.add(progress(now.elapsedMillis(), now.sent(), now.events()));
    lines.add("");
    lines.add(line("in", now.sent(), perSecond(now.sentPerSecond())));
    lines.add(line("clean", seen.clean(), ""));
    lines.add(line("enriched", seen.enriched(), enriched(now)));
    lines.add(line("duplicate", seen.duplicates(), ""));
    lines.add(line("dead", seen.deadInAll(), counts(seen.dead())));
    lines.add(line("redriven", seen.redriven(), redrive(now.happenings().redrive())));
    lines.add(line("lag", now.lag(), "sent, not yet committed at the other end"));
    lines.add(line("checkpoint", now.job().checkpoints(), checkpoint(now.job())));
    lines.add(line("breaker", now.breaker().text(), outage(now.happenings().service())));
    lines.add(line("failures", now.happenings().faults(), fault(now.happenings().taskManager())));
    lines.add(
        line(
            "restarts",
            now.job().restarts(),
            "jobs %s, %d TaskManagers".formatted(now.job().status(), now.job().taskManagers())));
    lines.replaceAll(line -> line.length() <= width ? line : line.substring(0, width));
    return lines;
  }

  /** All figures in one line. */
  String line(Snapshot now) {
    Committed seen = now.committed();
    return String.format(
        Locale.ROOT,
        "%s %3d %%  in=%,d (%s) clean=%,d enriched=%,d (%s) breaker=%s duplicate=%,d dead=%,d (%s)"
            + " redriven=%,d lag=%,d checkpoints=%,d (last %s) failures=%d restarts=%d"
            + " TaskManagers=%d %s",
        time(now.elapsedMillis()),
        percent(now.sent(), now.events()),
        now.sent(),
        perSecond(now.sentPerSecond()),
        seen.clean(),
        seen.enriched(),
        counts(seen.lookups()),
        now.breaker().text(),
        seen.duplicates(),
        seen.deadInAll(),
        counts(seen.dead()),
        seen.redriven(),
        now.lag(),
        now.job().checkpoints(),
        checkpoint(now.job()),
        now.happenings().faults(),
        now.job().restarts(),
        now.job().taskManagers(),
        now.job().status());
  }

  /** What became of the TaskManager, in words. */
  static String fault(FaultState fault) {
    if (!fault.happened()) {
      return "";
    }
    String killed =
        "TaskManager %d killed at %s".formatted(fault.taskManager(), time(fault.killedAtMillis()));
    return fault.over()
        ? killed + ", all tasks back " + seconds(fault.backAtMillis() - fault.killedAtMillis())
        : killed;
  }

  /** What became of the service, in words. */
  static String outage(OutageState outage) {
    if (!outage.happened()) {
      return "";
    }
    StringBuilder text = new StringBuilder("service down at " + time(outage.downAtMillis()));
    if (outage.over()) {
      text.append(", back ").append(seconds(outage.backAtMillis() - outage.downAtMillis()));
    }
    if (outage.closedAtMillis() >= 0) {
      text.append(", asked again ")
          .append(seconds(outage.closedAtMillis() - outage.backAtMillis()));
    }
    return text.toString();
  }

  /** What became of the dead letters of the outage, in words. */
  static String redrive(RedriveState redrive) {
    if (!redrive.happened()) {
      return "";
    }
    String started = "dead letters of the outage, from " + time(redrive.startedAtMillis());
    return redrive.over()
        ? started + ", done " + seconds(redrive.endedAtMillis() - redrive.startedAtMillis())
        : started;
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "after %.1f s", millis / 1_000.0);
  }

  static String time(long millis) {
    long seconds = millis / 1_000;
    return "%02d:%02d".formatted(seconds / 60, seconds % 60);
  }

  static String progress(long elapsedMillis, long sent, long events) {
    int filled = (int) (BAR * Math.min(sent, events) / events);
    return String.format(
        Locale.ROOT,
        "%s  [%s%s] %3d %%  of %,d",
        time(elapsedMillis),
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        percent(sent, events),
        events);
  }

  static long percent(long sent, long events) {
    return 100 * Math.min(sent, events) / events;
  }

  static String line(String name, long count, String text) {
    return line(name, String.format(Locale.ROOT, "%,d", count), text);
  }

  private static String line(String name, String figure, String text) {
    return String.format(Locale.ROOT, "%-11s%12s   %s", name, figure, text).stripTrailing();
  }

  private static String enriched(Snapshot now) {
    return "%s committed, %s"
        .formatted(perSecond(now.committedPerSecond()), counts(now.committed().lookups()));
  }

  static String perSecond(double rate) {
    return String.format(Locale.ROOT, "%,.0f/s", rate);
  }

  private static String checkpoint(JobState job) {
    return job.checkpointAgeMillis() < 0
        ? "none yet"
        : String.format(
            Locale.ROOT,
            "%.1f s ago, took %d ms",
            job.checkpointAgeMillis() / 1_000.0,
            job.checkpointMillis());
  }

  static String counts(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> each : new TreeMap<>(counts).entrySet()) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()));
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
