package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * A topic of the job as the broker has it.
 *
 * @param description none where there is no such topic
 * @param settings all of its settings by Kafka's names, inherited ones too
 */
public record TopicFacts(
    JobTopic topic,
    Known<Optional<TopicDescription>> description,
    Known<Map<String, String>> settings) {

  public String name() {
    return topic.name();
  }

  public Role role() {
    return topic.role();
  }

  /**
   * Whether there is such a topic.
   *
   * @throws UnknownException if it could not be looked up
   */
  public boolean exists() {
    return description.get().isPresent();
  }

  /** Its partitions. */
  public List<TopicPartitionInfo> partitions() {
    return description.get().map(TopicDescription::partitions).orElse(List.of());
  }

  /** Its partitions by name. */
  public List<TopicPartition> names() {
    return partitions().stream().map(p -> new TopicPartition(name(), p.partition())).toList();
  }

  /** The fewest replicas that one of its partitions is to have. */
  public int replicas() {
    return partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
  }

  /**
   * A setting.
   *
   * @throws UnknownException if the broker did not say it
   */
  public String setting(String key) {
    String value = settings.get().get(key);
    if (value == null) {
      throw new UnknownException("the broker does not know the topic setting " + key);
    }
    return value;
  }

  /** A setting that is a number. */
  public long number(String key) {
    return Long.parseLong(setting(key));
  }
}
