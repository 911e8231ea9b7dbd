package dev.breakwater.testkit.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a workload, in counts, each with up to ten examples. Immutable.
 *
 * @param cleanExpected events that had to be on the clean topic
 * @param cleanSeen records that were there
 * @param deadExpected dead letters that had to be there, by reason code
 * @param deadSeen dead letters that were there, by the reason code they carry
 * @param ordered whether an order was promised: then the verdict holds only if it was kept
 */
public record Verdict(
    long cleanExpected,
    long cleanSeen,
    Map<String, Long> deadExpected,
    Map<String, Long> deadSeen,
    Map<Finding, Long> counts,
    Map<Finding, List<String>> examples,
    boolean ordered) {

  public Verdict {
    deadExpected = Map.copyOf(deadExpected);
    deadSeen = Map.copyOf(deadSeen);
    counts = Map.copyOf(counts);
    examples = Map.copyOf(examples);
  }

  public long count(Finding finding) {
    return counts.getOrDefault(finding, 0L);
  }

  /** At most ten, the first that were found. */
  public List<String> examples(Finding finding) {
    return examples.getOrDefault(finding, List.of());
  }

  /** The same without findings that somebody expects. */
  public Verdict without(Set<Finding> expected) {
    Map<Finding, Long> rest = new HashMap<>(counts);
    rest.keySet().removeAll(expected);
    return new Verdict(cleanExpected, cleanSeen, deadExpected, deadSeen, rest, examples, ordered);
  }

  /** Records that should be somewhere and are not: clean events and dead letters. */
  public long lost() {
    return count(Finding.LOST) + count(Finding.DEAD_LOST);
  }

  /** Records that are somewhere once too often: clean events and dead letters. */
  public long duplicated() {
    return count(Finding.DUPLICATED) + count(Finding.DEAD_DUPLICATED);
  }

  /** Clean events with another payload. */
  public long altered() {
    return count(Finding.ALTERED);
  }

  /** Events after a later one of their lane, see {@link Order}. */
  public long reordered() {
    return count(Finding.REORDERED);
  }

  /** True when nothing was found that may not be. */
  public boolean holds() {
    for (Finding finding : Finding.values()) {
      boolean fatal = finding.fatal() || (ordered && finding == Finding.REORDERED);
      if (fatal && count(finding) > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The one line that says it all: {@code lost=0 duplicated=0 altered=0} or what it is instead,
   * with {@code reordered=0} where an order is promised.
   */
  public String line() {
    String counts = "lost=%d duplicated=%d altered=%d".formatted(lost(), duplicated(), altered());
    return ordered ? counts + " reordered=" + reordered() : counts;
  }

  /** Several lines, the last but one {@link #line()}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("clean: expected=%d seen=%d%n".formatted(cleanExpected, cleanSeen));
    TreeSet<String> reasons = new TreeSet<>(deadExpected.keySet());
    reasons.addAll(deadSeen.keySet());
    for (String reason : reasons) {
      text.append(
          "dead %s: expected=%d seen=%d%n"
              .formatted(
                  reason,
                  deadExpected.getOrDefault(reason, 0L),
                  deadSeen.getOrDefault(reason, 0L)));
    }
    for (Map.Entry<Finding, Long> found : new TreeMap<>(counts).entrySet()) {
      if (found.getValue() > 0) {
        appendFinding(text, found.getKey());
      }
    }
    text.append(line()).append(System.lineSeparator());
    text.append(holds() ? "the balance holds" : "the balance does not hold");
    return text.toString();
  }

  private void appendFinding(StringBuilder text, Finding finding) {
    text.append("%s: %d%n".formatted(finding.text(), count(finding)));
    for (String example : examples(finding)) {
      text.append("  ").append(example).append(System.lineSeparator());
    }
  }
}
