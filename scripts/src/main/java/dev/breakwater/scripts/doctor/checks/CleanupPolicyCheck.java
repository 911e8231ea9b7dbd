package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;

/** Nothing is compacted away. */
final class CleanupPolicyCheck implements TopicCheck {

  private static final String KEY = "cleanup.policy";

  @Override
  public String id() {
    return "cleanup-policy";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    String policy = topic.setting(KEY);
    if (!policy.contains("compact")) {
      return Finding.ok(id(), topic.name(), policy);
    }
    if (topic.role().mayLackKeys()) {
      return Finding.error(id(), topic.name(), policy)
          .because(
              "the broker refuses records without a key, as those of dead letters may be: the"
                  + " job fails at one after each restart",
              fix(topic, facts));
    }
    String why =
        topic.role().isOutput()
            ? "of events with one key only the last stays"
            : "of records with one key all but the last may be gone before they are read";
    return Finding.warning(id(), topic.name(), policy).because(why, fix(topic, facts));
  }

  private static String fix(TopicFacts topic, Facts facts) {
    return new Fixes(facts.job()).topicSetting(topic.name(), KEY, "delete");
  }
}
