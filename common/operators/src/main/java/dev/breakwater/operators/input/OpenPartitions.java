package dev.breakwater.operators.input;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/** The partitions of one subtask, each in its turn. */
public final class OpenPartitions<S extends SourceSplit> {

  // Replaced, not changed: the reporter's thread reads it.
  private volatile List<OpenPartition<S>> all = List.of();
  private int turn;

  void add(List<? extends OpenPartition<S>> more) {
    List<OpenPartition<S>> both = new ArrayList<>(all);
    both.addAll(more);
    all = List.copyOf(both);
  }

  List<OpenPartition<S>> all() {
    return all;
  }

  /** The one whose turn is next; null if there is none at all. */
  @Nullable OpenPartition<S> next() {
    List<OpenPartition<S>> open = all;
    if (open.isEmpty()) {
      return null;
    }
    turn = turn + 1 < open.size() ? turn + 1 : 0;
    return open.get(turn);
  }

  /** How many are without their server. Any thread may ask. */
  public long disconnected() {
    long sum = 0;
    for (OpenPartition<S> partition : all) {
      sum += partition.isConnected() ? 0 : 1;
    }
    return sum;
  }

  /** How many messages are known to wait on servers. Any thread may ask. */
  public long behind() {
    long sum = 0;
    for (OpenPartition<S> partition : all) {
      sum += partition.behind();
    }
    return sum;
  }
}
