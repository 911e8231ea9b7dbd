package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartitionInfo;

/** Every partition has a leader, and enough replicas that keep up. */
final class PartitionHealthCheck implements TopicCheck {

  @Override
  public String id() {
    return "partition-health";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    long needed = topic.number("min.insync.replicas");
    List<Integer> leaderless = those(topic, p -> p.leader() == null || p.leader().isEmpty());
    List<Integer> stopped = those(topic, p -> p.isr().size() < needed);
    List<Integer> behind = those(topic, p -> p.isr().size() < p.replicas().size());
    String fix =
        new Fixes(facts.job()).tool("kafka-topics.sh")
            + " --describe --unavailable-partitions   # then start the brokers that are missing";
    if (!leaderless.isEmpty()) {
      return Finding.error(id(), topic.name(), "no leader for partitions " + leaderless)
          .because("they can be neither read nor written", fix);
    }
    if (!stopped.isEmpty()) {
      return Finding.error(id(), topic.name(), "too few replicas in sync of partitions " + stopped)
          .because("they cannot be written", fix);
    }
    if (!behind.isEmpty()) {
      return Finding.warning(id(), topic.name(), "replicas out of sync of partitions " + behind)
          .because("one more broker away may stop the job", fix);
    }
    return Finding.ok(id(), topic.name(), "all replicas in sync");
  }

  private static List<Integer> those(TopicFacts topic, Predicate<TopicPartitionInfo> bad) {
    return topic.partitions().stream().filter(bad).map(TopicPartitionInfo::partition).toList();
  }
}
