package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.kafka.TransactionalIds;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.rest.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nobody else's transactional ids begin as ours do, or the other way round. */
final class PrefixOverlapCheck implements Check {

  /** As the connector makes ids: prefix, subtask, number. */
  private static final Pattern ID = Pattern.compile("(.*)-\\d+-\\d+");

  @Override
  public String id() {
    return "prefix-overlap";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    if (facts.flink().isKnown()) {
      copies(facts.flink().get(), facts, findings);
    }
    String prefix = TransactionalIds.prefix(facts.job().sink().instance());
    for (OpenTransaction open : facts.kafka().transactions().get().open()) {
      if (open.id() != null && overlaps(open.id(), prefix)) {
        findings.add(
            Finding.error(id(), open.id(), "its prefix is the beginning of " + prefix)
                .because(
                    "a job with that prefix and pooled names aborts this job's transactions when it"
                        + " starts",
                    "give that job another prefix, or this one another name: "
                        + new Fixes(facts.job()).jobSetting("job.instance", "another-name")));
      }
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(id(), prefix, "no other id was seen that begins alike"))
        : findings;
  }

  private static boolean overlaps(String other, String prefix) {
    Matcher id = ID.matcher(other);
    return id.matches() && !other.startsWith(prefix) && prefix.startsWith(id.group(1));
  }

  private void copies(FlinkFacts flink, Facts facts, List<Finding> findings) {
    String instance = facts.job().instance();
    List<String> copies =
        flink.jobs().get().stream().filter(j -> j.name().equals(instance)).map(Job::id).toList();
    if (copies.size() == 1) {
      findings.add(
          Finding.info(
              id(),
              instance,
              "runs already, as " + copies.get(0),
              "a second copy under this name would fence the first: stop it, or give the second"
                  + " another job.instance"));
    } else if (copies.size() > 1) {
      findings.add(
          Finding.error(id(), instance, "runs %d times: %s".formatted(copies.size(), copies))
              .because(
                  "copies under one name fence each other and lose records",
                  "flink cancel " + copies.get(copies.size() - 1)));
    }
  }
}
