package dev.breakwater.scripts.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Does something so many times a second, each time when it is due, whatever became of the times
 * before. In a thread of its own until {@link #stop}.
 */
public final class OpenLoop {

  private static final long TICK_NANOS = 2_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final int rate;
  private final Step step;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean paused;
  private volatile @Nullable RuntimeException failure;

  /** What is done. */
  @FunctionalInterface
  public interface Step {
    /**
     * Does it once.
     *
     * @param dueMillis when it was due, epoch milliseconds
     */
    void at(long dueMillis);
  }

  private OpenLoop(String name, int rate, Step step) {
    this.rate = rate;
    this.step = step;
    this.thread = new Thread(this::run, name);
  }

  /**
   * Starts at once.
   *
   * @param name of the thread
   * @param rate times a second
   */
  public static OpenLoop start(String name, int rate, Step step) {
    OpenLoop loop = new OpenLoop(name, rate, step);
    loop.thread.setDaemon(true);
    loop.thread.start();
    return loop;
  }

  /** Until {@link #resume} nothing is due. */
  public void pause() {
    paused = true;
  }

  /** Ends {@link #pause}. What was not due meanwhile is not made up for. */
  public void resume() {
    paused = false;
  }

  /** Nothing more is begun; returns at once. */
  public void end() {
    stopped = true;
  }

  /** Begins nothing more and waits until the last is done. */
  public void stop() throws InterruptedException {
    end();
    thread.join();
  }

  /** As {@link #stop()}, for so long at most. */
  public void stop(Duration within) throws InterruptedException {
    end();
    thread.join(Math.max(1, within.toMillis()));
  }

  /** Why it ended by itself; null when it did not. */
  public @Nullable RuntimeException failure() {
    return failure;
  }

  private void run() {
    try {
      while (!stopped) {
        untilPaused();
        awaitResumed();
      }
    } catch (RuntimeException e) {
      if (!stopped) {
        failure = e;
      }
    }
  }

  private void awaitResumed() {
    while (paused && !stopped) {
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private void untilPaused() {
    long startNanos = System.nanoTime();
    long startMillis = System.currentTimeMillis();
    for (long number = 0; !stopped && !paused; number++) {
      long due = number * NANOS_PER_SECOND / rate;
      while (System.nanoTime() - startNanos < due && !stopped && !paused) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      if (!stopped && !paused) {
        step.at(startMillis + due / NANOS_PER_MILLI);
      }
    }
  }
}
