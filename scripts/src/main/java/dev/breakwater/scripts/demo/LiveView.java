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
    lines.add(progress(now));
    lines.add("");
    lines.add(line("in", now.sent(), perSecond(now.sentPerSecond())));
    lines.add(line("clean", seen.clean(), perSecond(now.committedPerSecond()) + " committed"));
    lines.add(line("duplicate", seen.duplicates(), ""));
    lines.add(line("dead", seen.deadInAll(), reasons(seen.dead())));
    lines.add(line("lag", now.lag(), "sent, not yet committed at the other end"));
    lines.add(line("checkpoint", now.job().checkpoints(), checkpoint(now.job())));
    lines.add(line("failures", now.fault().happened() ? 1 : 0, fault(now.fault())));
    lines.add(
        line(
            "restarts",
            now.job().restarts(),
            "job %s, %d TaskManagers".formatted(now.job().status(), now.job().taskManagers())));
    lines.replaceAll(line -> line.length() <= width ? line : line.substring(0, width));
    return lines;
  }

  /** All figures in one line. */
  String line(Snapshot now) {
    Committed seen = now.committed();
    return String.format(
        Locale.ROOT,
        "%s %3d %%  in=%,d (%s) clean=%,d duplicate=%,d dead=%,d (%s) lag=%,d checkpoints=%,d"
            + " (last %s) failures=%d restarts=%d TaskManagers=%d %s",
        time(now.elapsedMillis()),
        percent(now),
        now.sent(),
        perSecond(now.sentPerSecond()),
        seen.clean(),
        seen.duplicates(),
        seen.deadInAll(),
        reasons(seen.dead()),
        now.lag(),
        now.job().checkpoints(),
        checkpoint(now.job()),
        now.fault().happened() ? 1 : 0,
        now.job().restarts(),
        now.job().taskManagers(),
        now.job().status());
  }

  /** What became of the fault, in words. */
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

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "after %.1f s", millis / 1_000.0);
  }

  static String time(long millis) {
    long seconds = millis / 1_000;
    return "%02d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private static String progress(Snapshot now) {
    int filled = (int) (BAR * Math.min(now.sent(), now.events()) / now.events());
    return String.format(
        Locale.ROOT,
        "%s  [%s%s] %3d %%  of %,d",
        time(now.elapsedMillis()),
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        percent(now),
        now.events());
  }

  private static long percent(Snapshot now) {
    return 100 * now.sent() / now.events();
  }

  private static String line(String name, long count, String text) {
    return String.format(Locale.ROOT, "%-11s%,12d   %s", name, count, text).stripTrailing();
  }

  private static String perSecond(double rate) {
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

  private static String reasons(Map<String, Long> dead) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> reason : new TreeMap<>(dead).entrySet()) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()));
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
