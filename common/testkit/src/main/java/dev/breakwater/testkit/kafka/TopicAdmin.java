package dev.breakwater.testkit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics and waits until they can be used. */
final class TopicAdmin implements AutoCloseable {

  private static final long POLL_MILLIS = 20;

  private final Admin admin;

  TopicAdmin(Map<String, Object> client) {
    this.admin = Admin.create(client);
  }

  void create(String name, int partitions, Map<String, String> config, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(config);
    try {
      admin.createTopics(List.of(topic)).all().get(remaining(deadline), TimeUnit.NANOSECONDS);
      while (!isUsable(name, partitions, deadline)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (ExecutionException e) {
      String wrong = e.getCause() == null ? e.toString() : e.getCause().getMessage();
      throw new BrokerFailedException("topic %s cannot be made: %s".formatted(name, wrong), e);
    } catch (TimeoutException e) {
      throw new BrokerFailedException(
          "topic %s was not usable within %s".formatted(name, within), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerFailedException("interrupted while topic %s was made".formatted(name), e);
    }
  }

  private boolean isUsable(String name, int partitions, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      TopicDescription topic =
          admin
              .describeTopics(List.of(name))
              .allTopicNames()
              .get(remaining(deadline), TimeUnit.NANOSECONDS)
              .get(name);
      return topic != null
          && topic.partitions().size() == partitions
          && topic.partitions().stream().allMatch(TopicAdmin::hasLeader);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  private static long remaining(long deadline) throws TimeoutException {
    long nanos = deadline - System.nanoTime();
    if (nanos <= 0) {
      throw new TimeoutException();
    }
    return nanos;
  }

  @Override
  public void close() {
    admin.close();
  }
}
