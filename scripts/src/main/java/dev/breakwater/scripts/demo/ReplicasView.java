package dev.breakwater.scripts.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The state of the demo with replicas as text. Pure: text in, text out. */
final class ReplicasView {

  private static final int LATEST_CHANGES = 6;

  private final String title;
  private final String webAddress;

  ReplicasView(String title, String webAddress) {
    this.title = title;
    this.webAddress = webAddress;
  }

  /** Always the same number of lines, none wider than allowed. */
  List<String> block(ReplicasSnapshot now, int width) {
    ReplicasAudit.Seen seen = now.seen();
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add("web UI " + webAddress);
    lines.add("");
    lines.add(LiveView.progress(now.elapsedMillis(), now.sent(), now.events()));
    lines.add("");
    lines.add(LiveView.line("in", now.sent(), LiveView.perSecond(now.sentPerSecond())));
    for (Map.Entry<String, Long> copy : new TreeMap<>(seen.copies()).entrySet()) {
      lines.add(LiveView.line("replica " + copy.getKey(), copy.getValue(), ""));
    }
    while (lines.size() < 9) {
      lines.add("");
    }
    lines.add(LiveView.line("agreed", seen.agreed(), "results that all three tell the same"));
    lines.add(LiveView.line("results", seen.results(), results(now)));
    lines.add(LiveView.line("found", total(seen.findings()), LiveView.counts(seen.findings())));
    lines.add(LiveView.line("changes", seen.changes().size(), changes(seen.changes())));
    lines.add("failure     " + fault(now));
    lines.add("lies        " + lies(now));
    lines.replaceAll(line -> line.length() <= width ? line : line.substring(0, width));
    return lines;
  }

  /** All figures in one line. */
  String line(ReplicasSnapshot now) {
    ReplicasAudit.Seen seen = now.seen();
    return String.format(
        Locale.ROOT,
        "%s %3d %%  in=%,d (%s) copies=(%s) agreed=%,d results=%,d (%s) found=(%s) changes=(%s)"
            + " TaskManagers=%d",
        LiveView.time(now.elapsedMillis()),
        LiveView.percent(now.sent(), now.events()),
        now.sent(),
        LiveView.perSecond(now.sentPerSecond()),
        LiveView.counts(seen.copies()),
        seen.agreed(),
        seen.results(),
        results(now),
        LiveView.counts(seen.findings()),
        changes(seen.changes()),
        now.taskManagers());
  }

  /** What became of the replica that was killed, in words. */
  static String fault(ReplicasSnapshot now) {
    FaultState fault = now.fault();
    return fault.happened()
        ? "TaskManager %d, with the replica whose results go out, killed at %s"
            .formatted(fault.taskManager(), LiveView.time(fault.killedAtMillis()))
        : "";
  }

  /** What became of the replica that lies, in words. */
  static String lies(ReplicasSnapshot now) {
    LyingTime.State lying = now.lying();
    if (lying.fromMillis() < 0) {
      return "";
    }
    String from = "c lies from " + LiveView.time(lying.fromMillis());
    return lying.toMillis() < 0
        ? from
        : from + ", honest again " + LiveView.seconds(lying.toMillis() - lying.fromMillis());
  }

  static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The latest of them. */
  private static String changes(List<String> changes) {
    int from = Math.max(0, changes.size() - LATEST_CHANGES);
    return changes.isEmpty() ? "none" : String.join(", ", changes.subList(from, changes.size()));
  }

  private static String results(ReplicasSnapshot now) {
    return String.format(
        Locale.ROOT,
        "%s committed, longest pause %.1f s",
        LiveView.perSecond(now.resultsPerSecond()),
        now.seen().longestPauseMillis() / 1_000.0);
  }
}
