package dev.breakwater.rabbitmq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Notes which splits each reader was given. */
final class Readers implements SplitEnumeratorContext<QueueSplit> {

  final Map<Integer, List<QueueSplit>> given = new HashMap<>();
  private final int parallelism;

  Readers(int parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public void assignSplits(SplitsAssignment<QueueSplit> assignment) {
    assignment.assignment().forEach((reader, splits) -> given.merge(reader, splits, Readers::both));
  }

  private static List<QueueSplit> both(List<QueueSplit> some, List<QueueSplit> more) {
    List<QueueSplit> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void runInCoordinatorThread(Runnable task) {
    throw new UnsupportedOperationException();
  }
}
