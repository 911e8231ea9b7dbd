package dev.breakwater.scripts.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has committed its way through a topic. */
final class SourceProgress implements AutoCloseable {

  private static final long ANSWER_SECONDS = 30;

  private final Admin admin;
  private final String group;
  private final Map<TopicPartition, OffsetSpec> latest;

  SourceProgress(String bootstrap, String topic, String group) throws InterruptedException {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.group = group;
    this.latest =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
            .flatMap(described -> described.partitions().stream())
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> OffsetSpec.latest()));
  }

  /** True when the group has committed the end of every partition. */
  boolean atEnd() throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> ends = get(admin.listOffsets(latest).all());
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata at = committed.get(end.getKey());
      if ((at == null ? 0 : at.offset()) < end.getValue().offset()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new DemoException("the broker does not answer: " + e, e);
    }
  }
}
