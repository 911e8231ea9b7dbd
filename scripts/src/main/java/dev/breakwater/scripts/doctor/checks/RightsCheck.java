package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/** The job's user may read the source, write the outputs, and read those that are read back. */
final class RightsCheck implements TopicCheck {

  @Override
  public String id() {
    return "rights";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    Set<AclOperation> may = topic.description().get().orElseThrow().authorizedOperations();
    if (may == null) {
      return Finding.unknown(id(), topic.name(), "the broker does not say what this user may do");
    }
    Set<AclOperation> missing = new TreeSet<>(topic.role().needs());
    missing.removeAll(may);
    if (missing.isEmpty()) {
      return Finding.ok(id(), topic.name(), names(topic.role().needs(), " and "));
    }
    return Finding.error(
            id(), topic.name(), "the job's user may not " + names(missing, " and not "))
        .because(
            "the job fails at its start",
            new Fixes(facts.job()).tool("kafka-acls.sh")
                + " --add --allow-principal User:NAME --operation %s --topic %s"
                    .formatted(names(missing, " --operation "), topic.name()));
  }

  private static String names(Set<AclOperation> operations, String between) {
    return operations.stream()
        .map(operation -> operation.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(between));
  }
}
