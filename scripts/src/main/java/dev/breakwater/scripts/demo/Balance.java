package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The end: what the topics hold against what they must hold.
 *
 * @param committed what was seen on each topic
 * @param complaints why a topic was not read to its end, and what is wrong with what was sent back
 *     to work; empty when all is well
 * @param books what the job audit said at the end, by account
 */
record Balance(
    Verdict verdict,
    Committed committed,
    long duplicatesExpected,
    List<String> complaints,
    Map<String, Count> books) {

  Balance {
    complaints = List.copyOf(complaints);
    books = new LinkedHashMap<>(books);
  }

  /** Without the books. */
  Balance(Verdict verdict, Committed committed, long duplicatesExpected, List<String> complaints) {
    this(verdict, committed, duplicatesExpected, complaints, Map.of());
  }

  Balance with(Map<String, Count> said) {
    return new Balance(verdict, committed, duplicatesExpected, complaints, said);
  }

  /** What must be there, and what is. */
  record Count(long expected, long seen) {

    boolean agrees() {
      return expected == seen;
    }
  }

  boolean holds() {
    return verdict.holds()
        && complaints.isEmpty()
        && counts().values().stream().allMatch(Count::agrees);
  }

  /** The one line that says it all. */
  String line() {
    return "lost=%d duplicated=%d altered=%d"
        .formatted(verdict.lost(), verdict.duplicated(), verdict.altered());
  }

  /** Every exit of the jobs by its name; dead letters by reason. */
  Map<String, Count> counts() {
    long events = verdict.cleanExpected();
    Map<String, Count> counts = new LinkedHashMap<>();
    counts.put("clean events", new Count(events, committed.clean()));
    counts.put("enriched events", new Count(events, verdict.cleanSeen()));
    counts.put("duplicates removed", new Count(duplicatesExpected, committed.duplicates()));
    TreeSet<String> reasons = new TreeSet<>(verdict.deadExpected().keySet());
    reasons.addAll(verdict.deadSeen().keySet());
    for (String reason : reasons) {
      counts.put(
          "dead letters: " + reason,
          new Count(
              verdict.deadExpected().getOrDefault(reason, 0L),
              verdict.deadSeen().getOrDefault(reason, 0L)));
    }
    long letters = committed.dead().getOrDefault(Committed.DEPENDENCY, 0L);
    counts.put("of the outage, redriven", new Count(letters, committed.redriven()));
    counts.putAll(books);
    return counts;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(table(counts()));
    complaints.forEach(complaint -> text.append(complaint).append(System.lineSeparator()));
    if (!holds()) {
      text.append("%n%s%n".formatted(verdict));
    }
    text.append(System.lineSeparator()).append(line()).append(System.lineSeparator());
    return text.append(holds() ? "the balance holds" : "THE BALANCE DOES NOT HOLD").toString();
  }

  /** Counts as lines of text. */
  static String table(Map<String, Count> counts) {
    StringBuilder text = new StringBuilder();
    text.append("%-28s %12s %12s%n".formatted("the balance", "expected", "seen"));
    counts.forEach(
        (name, count) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-28s %,12d %,12d%s%n",
                    name,
                    count.expected(),
                    count.seen(),
                    count.agrees() ? "" : "  <-")));
    return text.toString();
  }
}
