package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import java.util.ArrayList;
import java.util.List;

/** Applies a rule to each topic: what is unknown of one says nothing about the others. */
record PerTopic(TopicCheck check) implements Check {

  @Override
  public String id() {
    return check.id();
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (TopicFacts topic : facts.kafka().topics()) {
      if (check.concerns(topic.role())) {
        look(topic, facts, findings);
      }
    }
    return findings;
  }

  private void look(TopicFacts topic, Facts facts, List<Finding> findings) {
    try {
      if (topic.exists()) {
        findings.add(check.look(topic, facts));
      }
    } catch (UnknownException e) {
      findings.add(Finding.unknown(id(), topic.name(), e.why()));
    }
  }
}
