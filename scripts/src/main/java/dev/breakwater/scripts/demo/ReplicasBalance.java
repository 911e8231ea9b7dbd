package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.replicas.FinalResults;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The end: what came out against the naive computation, and what was found of the lies.
 *
 * @param complaints what is wrong beside the verdict; empty when all is well
 */
record ReplicasBalance(Verdict verdict, Testimony testimony, List<String> complaints) {

  ReplicasBalance {
    complaints = List.copyOf(complaints);
  }

  /**
   * @param primary whose results go out, and who was killed if there were faults
   */
  static ReplicasBalance of(
      FinalResults.Result result, Testimony testimony, boolean faults, String primary) {
    List<String> complaints = new ArrayList<>(result.complaints());
    complaints.addAll(testimony.complaints(Testimony.missing(primary)));
    if (faults && testimony.injected().isEmpty()) {
      complaints.add("no lie was told");
    }
    if (faults && !testimony.changedInTurn(primary + " silent", "b active")) {
      complaints.add("no other replica took over, but: " + testimony.changes());
    }
    return new ReplicasBalance(result.verdict(), testimony, complaints);
  }

  boolean holds() {
    return verdict.holds() && complaints.isEmpty();
  }

  /** The one line that says it all. */
  String line() {
    return "lost=%d duplicated=%d altered=%d"
        .formatted(verdict.lost(), verdict.duplicated(), verdict.altered());
  }

  /** What must be there, and what is. */
  Map<String, Balance.Count> counts() {
    Map<String, Balance.Count> counts = new LinkedHashMap<>();
    counts.put("results", new Balance.Count(verdict.cleanExpected(), verdict.cleanSeen()));
    verdict
        .deadExpected()
        .forEach(
            (reason, expected) ->
                counts.put(
                    "flights that came " + reason,
                    new Balance.Count(expected, verdict.deadSeen().getOrDefault(reason, 0L))));
    long lies = testimony.injected().size();
    counts.put("lies named", new Balance.Count(lies, lies - testimony.overlooked().size()));
    return counts;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Balance.table(counts()));
    if (!testimony.changes().isEmpty()) {
      text.append("replicas: %s%n".formatted(String.join(", ", testimony.changes())));
    }
    complaints.forEach(complaint -> text.append(complaint).append(System.lineSeparator()));
    if (!holds()) {
      text.append("%n%s%n".formatted(verdict));
    }
    text.append(System.lineSeparator()).append(line()).append(System.lineSeparator());
    return text.append(holds() ? "the balance holds" : "THE BALANCE DOES NOT HOLD").toString();
  }
}
