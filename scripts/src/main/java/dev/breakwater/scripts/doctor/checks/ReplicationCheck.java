package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;

/** Three replicas, two of which must have a record before it counts as written. */
final class ReplicationCheck implements TopicCheck {

  private static final String MIN_INSYNC = "min.insync.replicas";

  @Override
  public String id() {
    return "replication";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    int replicas = topic.replicas();
    long inSync = topic.number(MIN_INSYNC);
    Fixes fixes = new Fixes(facts.job());
    String what = "%d replica(s), %s %d".formatted(replicas, MIN_INSYNC, inSync);
    if (inSync > replicas) {
      return Finding.error(id(), topic.name(), what)
          .because(
              "nothing can be written with acks=all",
              fixes.topicSetting(topic.name(), MIN_INSYNC, Math.max(1, replicas - 1)));
    }
    if (replicas < 3) {
      return few(topic, facts, what);
    }
    if (inSync < 2) {
      return Finding.warning(id(), topic.name(), what)
          .because(
              "a record counts as written while only one broker has it: lost with that broker",
              fixes.topicSetting(topic.name(), MIN_INSYNC, 2));
    }
    if (inSync == replicas) {
      return Finding.warning(id(), topic.name(), what)
          .because(
              "one broker away stops the job",
              fixes.topicSetting(topic.name(), MIN_INSYNC, replicas - 1));
    }
    return Finding.ok(id(), topic.name(), what);
  }

  private Finding few(TopicFacts topic, Facts facts, String what) {
    int brokers = facts.kafka().nodes().size();
    boolean lost = topic.replicas() < 2 && brokers >= 3;
    String why =
        topic.replicas() < 2
            ? "one broker away stops the job; its disk gone, the records are lost"
            : "one broker away leaves no second copy, or stops the job";
    String fix =
        brokers >= 3
            ? new Fixes(facts.job()).replicas(topic.name(), 3)
            : "run three brokers: there are " + brokers;
    return (lost
            ? Finding.error(id(), topic.name(), what)
            : Finding.warning(id(), topic.name(), what))
        .because(why, fix);
  }
}
