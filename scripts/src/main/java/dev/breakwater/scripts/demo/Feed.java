package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends records at a steady pace, in a thread of its own. Stops once on its way until it is told to
 * go on, so that what is to happen in the middle does, however slow the machine.
 */
final class Feed implements AutoCloseable {

  /** No more may be on their way: an outlet keeps what it has no answer for. */
  static final int MOST_UNANSWERED = 20_000;

  private static final long TICK_NANOS = 5_000_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Outlet outlet;
  private final Iterable<WorkloadRecord> records;
  private final Pace pace;
  private final long stopAt;
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicLong acknowledged = new AtomicLong();
  private final Thread thread = new Thread(this::run, "demo-feed");
  private volatile boolean stopped;
  private volatile boolean done;
  private volatile @Nullable Exception failure;

  private Feed(Outlet outlet, Iterable<WorkloadRecord> records, Pace pace, long stopAt) {
    this.outlet = outlet;
    this.records = records;
    this.pace = pace;
    this.stopAt = stopAt;
  }

  /**
   * @param outlet closed with it
   * @param stopAt after how many records it stops until {@link #goOn}
   */
  static Feed start(Outlet outlet, Iterable<WorkloadRecord> records, Pace pace, long stopAt) {
    Feed feed = new Feed(outlet, records, pace, stopAt);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** Records that the server has acknowledged. */
  long sent() {
    return acknowledged.get();
  }

  /** Sends what is left. */
  void goOn() {
    released.countDown();
  }

  /** True when all were sent and acknowledged. */
  boolean done() {
    return done;
  }

  /**
   * @throws DemoException when a record could not be sent
   */
  void requireHealthy() {
    Exception reason = failure;
    if (reason != null) {
      throw new DemoException("the flights could not be sent: " + reason, reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    goOn();
    outlet.close();
    thread.join(CLOSE.toMillis());
  }

  private void run() {
    try {
      send(records.iterator());
      outlet.finish();
      done = failure == null && !stopped;
    } catch (InterruptedException | RuntimeException e) {
      if (!stopped) {
        failure = e;
      }
    }
  }

  private void send(Iterator<WorkloadRecord> all) throws InterruptedException {
    long start = System.nanoTime();
    long handedOver = 0;
    while (all.hasNext() && !stopped && failure == null) {
      if (handedOver == stopAt && released.getCount() > 0) {
        long stoppedAt = System.nanoTime();
        released.await();
        start += System.nanoTime() - stoppedAt;
      }
      boolean due = handedOver < pace.due(System.nanoTime() - start);
      if (!due || handedOver - acknowledged.get() >= MOST_UNANSWERED) {
        LockSupport.parkNanos(TICK_NANOS);
        continue;
      }
      outlet.send(all.next(), this::answered);
      handedOver++;
    }
  }

  private void answered(@Nullable Exception refused) {
    if (refused == null) {
      acknowledged.incrementAndGet();
    } else if (!stopped) {
      failure = refused;
    }
  }
}
