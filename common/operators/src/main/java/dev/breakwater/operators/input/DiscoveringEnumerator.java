package dev.breakwater.operators.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceSplit;
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
final class DiscoveringEnumerator<S extends SourceSplit>
    implements SplitEnumerator<S, Assignment<S>> {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveringEnumerator.class);

  private final SplitEnumeratorContext<S> context;
  private final Partitioning<S> partitioning;
  private final Discovery discovery;
  private final Set<String> assigned = new HashSet<>();
  private final Map<String, S> waiting = new TreeMap<>();
  private boolean discovered;

  DiscoveringEnumerator(
      SplitEnumeratorContext<S> context,
      Partitioning<S> partitioning,
      Discovery discovery,
      Assignment<S> before) {
    this.context = context;
    this.partitioning = partitioning;
    this.discovery = discovery;
    // Of a topic that is configured again later nothing is known: its reader left what it knew.
    before.assigned().stream().filter(partitioning::isConfigured).forEach(assigned::add);
    before.waiting().stream()
        .filter(split -> partitioning.isConfigured(split.splitId()))
        .forEach(split -> waiting.put(split.splitId(), split));
  }

  @Override
  public void start() {
    long interval = partitioning.discoveryInterval().toMillis();
    if (interval == 0) {
      context.callAsync(() -> discovery.partitions(partitioning.topics()), this::found);
    } else {
      context.callAsync(
          () -> discovery.partitions(partitioning.topics()), this::found, 0, interval);
    }
  }

  private void found(@Nullable List<String> partitions, @Nullable Throwable failure) {
    if (partitions == null) {
      if (!discovered) {
        throw new FlinkRuntimeException(
            "partitions of %s cannot be listed".formatted(partitioning.topics()), failure);
      }
      LOG.warn("partitions cannot be listed topics={}", partitioning.topics(), failure);
      return;
    }
    discovered = true;
    Set<String> knownTopics = new HashSet<>();
    assigned.forEach(partition -> knownTopics.add(partitioning.topic(partition)));
    waiting.keySet().forEach(partition -> knownTopics.add(partitioning.topic(partition)));
    for (String partition : partitions) {
      if (!assigned.contains(partition) && !waiting.containsKey(partition)) {
        boolean added = knownTopics.contains(partitioning.topic(partition));
        S split = partitioning.untouched(partition, added);
        LOG.info("found a partition split={}", split);
        waiting.put(partition, split);
      }
    }
    context.registeredReaders().keySet().forEach(this::give);
  }

  @Override
  public void addReader(int subtask) {
    give(subtask);
  }

  private void give(int subtask) {
    List<S> its = new ArrayList<>();
    for (S split : waiting.values()) {
      if (partitioning.reader(split.splitId(), context.currentParallelism()) == subtask) {
        its.add(split);
      }
    }
    if (its.isEmpty()) {
      return;
    }
    for (S split : its) {
      waiting.remove(split.splitId());
      assigned.add(split.splitId());
    }
    context.assignSplits(new SplitsAssignment<>(new HashMap<>(Map.of(subtask, its))));
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtask) {
    for (S split : splits) {
      assigned.remove(split.splitId());
      waiting.put(split.splitId(), split);
    }
  }

  @Override
  public Assignment<S> snapshotState(long checkpoint) {
    return new Assignment<>(assigned, List.copyOf(waiting.values()));
  }

  /** Not asked for: readers get their partitions when they register, and when there are more. */
  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void close() throws IOException {
    discovery.close();
  }
}
