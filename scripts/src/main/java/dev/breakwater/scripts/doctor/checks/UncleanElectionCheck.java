package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;

/** A replica that is behind never becomes the leader. */
final class UncleanElectionCheck implements TopicCheck {

  private static final String KEY = "unclean.leader.election.enable";

  @Override
  public String id() {
    return "unclean-election";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    if (!Boolean.parseBoolean(topic.setting(KEY))) {
      return Finding.ok(id(), topic.name(), "off");
    }
    return Finding.error(id(), topic.name(), "on")
        .because(
            "a broker that was behind may take over: records that were acknowledged are lost, and"
                + " nobody is told",
            new Fixes(facts.job()).topicSetting(topic.name(), KEY, false));
  }
}
