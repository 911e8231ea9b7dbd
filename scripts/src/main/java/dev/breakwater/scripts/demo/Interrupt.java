package dev.breakwater.scripts.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: interrupts the thread that made this and holds the JVM's end up until it is closed, so
 * that everything can be ended in order.
 */
final class Interrupt implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "demo-interrupt");
  private volatile boolean requested;

  private Interrupt() {}

  static Interrupt open() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The JVM ends already and runs the hook, which no longer waits.
        return;
      }
    }
  }

  private void interrupt() {
    if (closed.getCount() == 0) {
      return;
    }
    requested = true;
    worker.interrupt();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("the demo did not end within " + PATIENCE_SECONDS + " s; leaving");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
