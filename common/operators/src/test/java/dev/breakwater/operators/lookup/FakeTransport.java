package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A dependency and its time, both in the test's hand. Nothing happens but in {@link #run}. */
final class FakeTransport implements Transport {

  private record Due(long nanos, long number, Runnable action) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          java.util.Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
  private final List<String> calls = new ArrayList<>();
  private final Set<String> underWay = new HashSet<>();
  private Function<String, Reply> dependency = url -> Reply.answered(url.getBytes(UTF_8));
  private long tookMillis = 10;
  private long nanos = 1_000_000_000L;
  private long numbers;
  private int mostUnderWay;
  private boolean closed;

  /** What the dependency says from now on, and how long it takes. */
  void dependency(long millis, Function<String, Reply> says) {
    tookMillis = millis;
    dependency = says;
  }

  @Override
  public void call(String url, Consumer<Reply> done) {
    Reply reply = dependency.apply(url);
    calls.add(url);
    if (!underWay.add(url)) {
      throw new AssertionError("two calls at once for " + url);
    }
    mostUnderWay = Math.max(mostUnderWay, underWay.size());
    after(
        tookMillis,
        () -> {
          underWay.remove(url);
          done.accept(reply);
        });
  }

  @Override
  public void after(long millis, Runnable action) {
    due.add(new Due(nanos + TimeUnit.MILLISECONDS.toNanos(millis), numbers++, action));
  }

  /** Lets time pass; what is due then happens in its order. */
  void run(long millis) {
    long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!due.isEmpty() && due.element().nanos() <= end) {
      Due next = due.remove();
      nanos = next.nanos();
      next.action().run();
    }
    nanos = end;
  }

  long nanos() {
    return nanos;
  }

  /** The URLs that were called, in their order. */
  List<String> calls() {
    return calls;
  }

  int mostUnderWay() {
    return mostUnderWay;
  }

  /** How many things will happen yet. */
  int pending() {
    return due.size();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
