package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import java.util.ArrayList;
import java.util.List;

/** Every topic that the job names is there. */
final class TopicExistsCheck implements Check {

  @Override
  public String id() {
    return "topic-exists";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (TopicFacts topic : facts.kafka().topics()) {
      try {
        findings.add(look(topic, facts));
      } catch (UnknownException e) {
        findings.add(Finding.unknown(id(), topic.name(), e.why()));
      }
    }
    return findings;
  }

  private Finding look(TopicFacts topic, Facts facts) {
    if (topic.exists()) {
      int partitions = topic.partitions().size();
      return Finding.ok(
          id(), topic.name(), "%s, %d partition(s)".formatted(topic.role(), partitions));
    }
    int replicas = Math.min(3, facts.kafka().nodes().size());
    return Finding.error(id(), topic.name(), "%s, does not exist".formatted(topic.role()))
        .because(
            "the job cannot start, and never makes topics itself",
            new Fixes(facts.job())
                .createTopic(
                    topic.name(),
                    partitions(facts),
                    replicas,
                    "min.insync.replicas=" + Math.max(1, replicas - 1)));
  }

  /** As many as the largest topic that there is. */
  private static int partitions(Facts facts) {
    return facts.kafka().topics().stream()
        .filter(t -> t.description().isKnown())
        .mapToInt(t -> t.partitions().size())
        .filter(n -> n > 0)
        .max()
        .orElse(4);
  }
}
