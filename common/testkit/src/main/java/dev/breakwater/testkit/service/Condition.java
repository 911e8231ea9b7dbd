package dev.breakwater.testkit.service;

import java.time.Duration;
import java.util.Random;

/** The fault that holds, for threads that wait for the next one. */
final class Condition {

  private final Random random;
  private Fault fault = new Fault.None();
  private long version;

  /** A fault as one call meets it: whole or not at all. */
  record Met(Fault fault, long version) {}

  Condition(long seed) {
    this.random = new Random(seed);
  }

  synchronized Fault fault() {
    return fault;
  }

  synchronized void become(Fault next) {
    fault = next;
    version++;
    notifyAll();
  }

  synchronized Met meet() {
    if (fault instanceof Fault.Partial partial) {
      boolean hit = random.nextDouble() < partial.share();
      return new Met(hit ? partial.fault() : new Fault.None(), version);
    }
    return new Met(fault, version);
  }

  synchronized boolean holds(Met met) {
    return version == met.version();
  }

  /** Waits for so long, or until the fault is over. */
  synchronized void await(Met met, Duration time) throws InterruptedException {
    long start = System.nanoTime();
    while (version == met.version()) {
      long left = time.toNanos() - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
