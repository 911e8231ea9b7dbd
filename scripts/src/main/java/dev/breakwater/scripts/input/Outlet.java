package dev.breakwater.scripts.input;

import dev.breakwater.testkit.workload.WorkloadRecord;
import org.jspecify.annotations.Nullable;

/** Where records are sent to, by one thread; tells of each what became of it. */
public interface Outlet extends AutoCloseable {

  /** Told once of a record, by any thread. */
  @FunctionalInterface
  interface Answer {
    /**
     * The record was acknowledged, or nobody will ever know.
     *
     * @param refusal why nobody knows; null when a server has acknowledged it
     */
    void is(@Nullable Exception refusal);
  }

  /** Whether there can be such a record there. */
  default boolean carries(WorkloadRecord record) {
    return true;
  }

  /** Hands a record over, and does not wait for its answer. */
  void send(WorkloadRecord record, Answer answer);

  /**
   * Returns when all that was sent is answered. Nothing may be sent after it.
   *
   * @throws IllegalStateException when what was handed over could not be sent at all
   */
  void finish() throws InterruptedException;

  /** What has no answer yet gets none. */
  @Override
  void close() throws InterruptedException;
}
