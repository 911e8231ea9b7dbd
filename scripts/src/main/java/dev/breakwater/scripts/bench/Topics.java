package dev.breakwater.scripts.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The bench's view of the broker: topics, how far a group is, and whether all is committed. */
final class Topics implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 30;

  private final Admin admin;
  private final int partitions;

  /**
   * @param partitions of every topic
   */
  Topics(String bootstrap, int partitions) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.partitions = partitions;
  }

  void create(String... names) {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(new NewTopic(name, partitions, (short) 1));
    }
    get(admin.createTopics(topics).all());
  }

  void delete(String... names) {
    get(admin.deleteTopics(List.of(names)).all());
  }

  /** How many records of a topic without transactions this group has committed. */
  long committed(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long sum = 0;
    for (@Nullable OffsetAndMetadata offset : offsets.values()) {
      sum += offset == null ? 0 : offset.offset();
    }
    return sum;
  }

  /** True when no transaction is open on these topics. */
  boolean isStable(String... names) {
    return end(IsolationLevel.READ_COMMITTED, names)
        .equals(end(IsolationLevel.READ_UNCOMMITTED, names));
  }

  /** The offsets up to which everything is committed. */
  Map<TopicPartition, Long> stableEnd(String name) {
    return end(IsolationLevel.READ_COMMITTED, name);
  }

  private Map<TopicPartition, Long> end(IsolationLevel level, String... names) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String name : names) {
      for (int partition = 0; partition < partitions; partition++) {
        latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> end = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> offset :
        get(admin.listOffsets(latest, new ListOffsetsOptions(level)).all()).entrySet()) {
      end.put(offset.getKey(), offset.getValue().offset());
    }
    return end;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("the broker does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while waiting for the broker", e);
    }
  }
}
