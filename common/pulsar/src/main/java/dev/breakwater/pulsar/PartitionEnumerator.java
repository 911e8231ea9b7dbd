package dev.breakwater.pulsar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for partitions and gives each to one reader. What a reader restores it keeps. A partition
 * that comes to a topic which was known before is read from its beginning.
 */
final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, Assignment> {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionEnumerator.class);

  private final SplitEnumeratorContext<PartitionSplit> context;
  private final PulsarConfig config;
  private final Discovery discovery;
  private final Set<String> assigned = new HashSet<>();
  private final Map<String, PartitionSplit> waiting = new TreeMap<>();
  private boolean discovered;

  PartitionEnumerator(
      SplitEnumeratorContext<PartitionSplit> context,
      PulsarConfig config,
      Discovery discovery,
      Assignment before) {
    this.context = context;
    this.config = config;
    this.discovery = discovery;
    // Of a topic that is configured again later nothing is known: its reader left what it knew.
    before.assigned().stream().filter(this::isConfigured).forEach(assigned::add);
    before.waiting().stream()
        .filter(split -> isConfigured(split.partition()))
        .forEach(split -> waiting.put(split.partition(), split));
  }

  private boolean isConfigured(String partition) {
    return config.topics().contains(Partitions.topic(partition));
  }

  @Override
  public void start() {
    long interval = config.discoveryInterval().toMillis();
    if (interval == 0) {
      context.callAsync(() -> discovery.partitions(config.topics()), this::found);
    } else {
      context.callAsync(() -> discovery.partitions(config.topics()), this::found, 0, interval);
    }
  }

  private void found(@Nullable List<String> partitions, @Nullable Throwable failure) {
    if (partitions == null) {
      if (!discovered) {
        throw new FlinkRuntimeException(
            "partitions of %s cannot be listed".formatted(config.topics()), failure);
      }
      LOG.warn("partitions cannot be listed topics={}", config.topics(), failure);
      return;
    }
    discovered = true;
    Set<String> knownTopics = new HashSet<>();
    assigned.forEach(partition -> knownTopics.add(Partitions.topic(partition)));
    waiting.keySet().forEach(partition -> knownTopics.add(Partitions.topic(partition)));
    for (String partition : partitions) {
      if (!assigned.contains(partition) && !waiting.containsKey(partition)) {
        boolean added = knownTopics.contains(Partitions.topic(partition));
        StartPoint start = added ? StartPoint.EARLIEST : config.start();
        LOG.info("found a partition partition={} start={}", partition, start);
        waiting.put(partition, PartitionSplit.untouched(partition, start));
      }
    }
    context.registeredReaders().keySet().forEach(this::give);
  }

  @Override
  public void addReader(int subtask) {
    give(subtask);
  }

  private void give(int subtask) {
    List<PartitionSplit> its = new ArrayList<>();
    for (PartitionSplit split : waiting.values()) {
      if (Partitions.reader(split.partition(), context.currentParallelism()) == subtask) {
        its.add(split);
      }
    }
    if (its.isEmpty()) {
      return;
    }
    for (PartitionSplit split : its) {
      waiting.remove(split.partition());
      assigned.add(split.partition());
    }
    context.assignSplits(new SplitsAssignment<>(new HashMap<>(Map.of(subtask, its))));
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int subtask) {
    for (PartitionSplit split : splits) {
      assigned.remove(split.partition());
      waiting.put(split.partition(), split);
    }
  }

  @Override
  public Assignment snapshotState(long checkpoint) {
    return new Assignment(assigned, List.copyOf(waiting.values()));
  }

  /** Not asked for: readers get their partitions when they register, and when there are more. */
  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void close() throws IOException {
    discovery.close();
  }
}
