package dev.breakwater.rabbitmq;

import dev.breakwater.operators.input.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/** Gives each configured queue to one reader, in turn. What a reader restores it keeps. */
final class QueueEnumerator implements SplitEnumerator<QueueSplit, Assignment<QueueSplit>> {

  private final SplitEnumeratorContext<QueueSplit> context;
  private final List<String> queues;
  private final Set<String> assigned;
  private final Map<String, QueueSplit> returned = new HashMap<>();

  QueueEnumerator(
      SplitEnumeratorContext<QueueSplit> context,
      List<String> queues,
      Assignment<QueueSplit> before) {
    this.context = context;
    this.queues = queues;
    this.assigned = new HashSet<>(before.assigned());
    // A queue that is configured again later begins anew: its reader left what it knew of it.
    this.assigned.retainAll(queues);
    before.waiting().forEach(split -> returned.put(split.queue(), split));
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    List<QueueSplit> its = new ArrayList<>();
    for (int i = subtask; i < queues.size(); i += context.currentParallelism()) {
      String queue = queues.get(i);
      QueueSplit before = returned.remove(queue);
      if (assigned.add(queue)) {
        its.add(before == null ? QueueSplit.untouched(queue) : before);
      }
    }
    if (!its.isEmpty()) {
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
    }
  }

  @Override
  public void addSplitsBack(List<QueueSplit> splits, int subtask) {
    for (QueueSplit split : splits) {
      assigned.remove(split.queue());
      returned.put(split.queue(), split);
    }
  }

  @Override
  public Assignment<QueueSplit> snapshotState(long checkpoint) {
    return new Assignment<>(assigned, List.copyOf(returned.values()));
  }

  /** Not asked for: readers get their queues when they register. */
  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void close() {}
}
