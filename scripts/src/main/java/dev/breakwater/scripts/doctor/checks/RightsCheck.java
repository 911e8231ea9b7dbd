package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** The job's user may read the source and write the outputs. */
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
    AclOperation needed = topic.role().isOutput() ? AclOperation.WRITE : AclOperation.READ;
    Set<AclOperation> may = topic.description().get().orElseThrow().authorizedOperations();
    if (may == null) {
      return Finding.unknown(id(), topic.name(), "the broker does not say what this user may do");
    }
    String operation = needed.toString().toLowerCase(java.util.Locale.ROOT);
    if (may.contains(needed)) {
      return Finding.ok(id(), topic.name(), operation);
    }
    return Finding.error(id(), topic.name(), "the job's user may not " + operation)
        .because(
            "the job fails at its start",
            new Fixes(facts.job()).tool("kafka-acls.sh")
                + " --add --allow-principal User:NAME --operation %s --topic %s"
                    .formatted(operation, topic.name()));
  }
}
