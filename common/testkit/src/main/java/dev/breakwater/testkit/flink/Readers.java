package dev.breakwater.testkit.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The readers of an enumerator that is tested: notes which splits each was given, and does what the
 * enumerator has done in the background when the test says.
 */
public final class Readers<S extends SourceSplit> implements SplitEnumeratorContext<S> {

  private final Map<Integer, List<S>> given = new HashMap<>();
  private final Map<Integer, ReaderInfo> registered = new HashMap<>();
  private final int parallelism;
  private @Nullable Runnable call;
  private long period = -1;

  public Readers(int parallelism) {
    this.parallelism = parallelism;
  }

  /** By the number of the reader; the test may clear it. */
  public Map<Integer, List<S>> given() {
    return given;
  }

  public void register(int reader) {
    registered.put(reader, new ReaderInfo(reader, "nowhere"));
  }

  /** Does what is done now and then. */
  public void call() {
    if (call == null) {
      throw new AssertionError("nothing is called");
    }
    call.run();
  }

  /** Milliseconds between calls; -1 if there is only one. */
  public long period() {
    return period;
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return registered;
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
    assignment.assignment().forEach((reader, splits) -> given.merge(reader, splits, Readers::both));
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    call = () -> callNow(callable, handler);
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long interval) {
    period = interval;
    callAsync(callable, handler);
  }

  @SuppressWarnings("NullAway") // Flink says what failed with a null for what was asked for.
  private static <T> void callNow(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    T answer;
    try {
      answer = callable.call();
    } catch (Exception e) {
      handler.accept(null, e);
      return;
    }
    handler.accept(answer, null);
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
  public void signalNoMoreSplits(int subtask) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void runInCoordinatorThread(Runnable task) {
    throw new UnsupportedOperationException();
  }
}
