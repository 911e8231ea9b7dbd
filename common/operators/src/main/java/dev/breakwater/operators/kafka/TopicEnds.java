package dev.breakwater.operators.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker, in a job's main, where topics end. */
public final class TopicEnds {

  private TopicEnds() {}

  /**
   * The end of each partition, records of open transactions counted.
   *
   * @param why for messages: what needs the ends
   * @param properties of the job's consumers; may hold secrets
   * @throws IllegalStateException if the broker does not say, or a topic does not exist
   */
  public static Map<TopicPartition, Long> of(
      String why, Collection<String> topics, Map<String, String> properties) {
    try (Admin admin = admin(properties)) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    wanted.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted, all)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          why + " needs the ends of " + topics + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the ends of " + topics, e);
    }
  }

  /**
   * Those of the topics that do not exist.
   *
   * @throws IllegalStateException if the broker does not say
   */
  public static Set<String> missing(
      String why, Collection<String> topics, Map<String, String> properties) {
    Set<String> missing = new HashSet<>();
    try (Admin admin = admin(properties)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(topics).topicNameValues().entrySet()) {
        if (!exists(topic.getValue())) {
          missing.add(topic.getKey());
        }
      }
      return missing;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          why + " needs to know whether topics exist, " + topics + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for topics " + topics, e);
    }
  }

  private static boolean exists(KafkaFuture<TopicDescription> answer)
      throws ExecutionException, InterruptedException {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static Admin admin(Map<String, String> properties) {
    Map<String, Object> known = new HashMap<>(properties);
    known.keySet().retainAll(AdminClientConfig.configNames());
    return Admin.create(known);
  }
}
