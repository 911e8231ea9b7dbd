package dev.breakwater.scripts.audit;

import dev.breakwater.operators.audit.Account;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.time.Rfc3339;
import dev.breakwater.scripts.audit.Standing.Latency;
import dev.breakwater.scripts.audit.Standing.Totals;
import dev.breakwater.scripts.doctor.checks.Show;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands, for people. */
final class StandingText {

  private StandingText() {}

  /**
   * @param now epoch milliseconds
   */
  static String of(Standing standing, int top, long now) {
    Totals total = standing.total();
    StringBuilder text = new StringBuilder();
    List<Verdict> wrong = standing.wrong();
    if (!wrong.isEmpty()) {
      text.append("not balanced, worst first%n".formatted());
      text.append(
          "  %-8s %10s  %-20s  %-6s %12s %12s  %-4s %s%n"
              .formatted("", "by", "bucket", "", "first side", "second side", "", "topic, job"));
      wrong.stream().limit(top).forEach(verdict -> text.append("  ").append(row(verdict)));
      if (wrong.size() > top) {
        text.append("  and %,d more%n".formatted(wrong.size() - top));
      }
      text.append("%n".formatted());
    }
    accounts(text, standing);
    letters(text, Waiting.of(standing.verdicts()), now);
    text.append(
        "%,d verdicts stand: %,d balanced, %,d not, %,d unknown; completeness %s%n"
            .formatted(
                total.balanced() + total.wrong() + total.unknown(),
                total.balanced(),
                total.wrong(),
                total.unknown(),
                completeness(total)));
    if (standing.lastSaid() > 0) {
      text.append(
          "the last one was said at %s, %s ago%n"
              .formatted(
                  Rfc3339.format(standing.lastSaid()),
                  Show.age(Duration.ofMillis(now - standing.lastSaid()))));
    }
    if (standing.unreadable() > 0) {
      text.append("%,d records of the topic are no verdicts%n".formatted(standing.unreadable()));
    }
    return text.toString();
  }

  private static void accounts(StringBuilder text, Standing standing) {
    if (standing.byAccount().isEmpty()) {
      return;
    }
    text.append(
        "  %9s %9s %9s %14s %14s %12s %19s %19s  %s%n"
            .formatted(
                "balanced",
                "not",
                "unknown",
                "first side",
                "second side",
                "complete",
                "first age p50/p99",
                "second age p50/p99",
                "account"));
    Map<String, Latency> latencies = standing.latencies();
    standing
        .byAccount()
        .forEach(
            (account, totals) ->
                text.append(
                    "  %,9d %,9d %,9d %,14d %,14d %12s %19s %19s  %s%n"
                        .formatted(
                            totals.balanced(),
                            totals.wrong(),
                            totals.unknown(),
                            totals.expected(),
                            totals.found(),
                            completeness(totals),
                            ages(latencies.getOrDefault(account, Latency.NONE).first()),
                            ages(latencies.getOrDefault(account, Latency.NONE).second()),
                            account)));
    text.append("%n".formatted());
  }

  /** Median and 99th percentile. */
  private static String ages(Ages ages) {
    return ages.isEmpty() ? "-" : age(ages.p50()) + " / " + age(ages.p99());
  }

  private static String age(long millis) {
    return millis < 10_000 ? "%,d ms".formatted(millis) : Show.age(Duration.ofMillis(millis));
  }

  private static void letters(StringBuilder text, List<Waiting> waiting, long now) {
    if (waiting.isEmpty()) {
      return;
    }
    text.append("  %12s %9s  %s%n".formatted("dead letters", "oldest", "reason, topic"));
    for (Waiting each : waiting) {
      boolean aged = each.oldest() != LedgerEntry.IMPOSSIBLE;
      text.append(
          "  %,12d %9s  %s%n"
              .formatted(
                  each.depth(),
                  aged ? Show.age(Duration.ofMillis(now - each.oldest())) : "-",
                  each.reason().code() + ", " + each.topic()));
    }
    text.append("%n".formatted());
  }

  /** One verdict in one line, without its end. */
  static String line(Verdict verdict) {
    return row(verdict).stripTrailing();
  }

  private static String row(Verdict verdict) {
    Account account = verdict.account();
    return "%-8s %,10d  %-20s  %-6s %,12d %,12d  r%-3d %s%n"
        .formatted(
            verdict.ruling().code(),
            verdict.difference(),
            verdict.bucket() == LedgerEntry.IMPOSSIBLE
                ? "impossible"
                : Rfc3339.format(verdict.bucket()),
            account.equation().code(),
            verdict.debit().total().count(),
            verdict.credit().total().count(),
            verdict.revision(),
            account.topic() + ", " + (account.job().isEmpty() ? "nobody" : account.job()));
  }

  /** Never rounded up to all of it. */
  static String completeness(Totals totals) {
    if (totals.expected() == 0) {
      return "-";
    }
    double percent = 100.0 * totals.found() / totals.expected();
    String text = String.format(Locale.ROOT, "%.4f %%", percent);
    boolean rounded = text.startsWith("100.0000") && totals.found() != totals.expected();
    return rounded ? (totals.found() < totals.expected() ? "<100 %" : ">100 %") : text;
  }
}
