package dev.breakwater.operators.lookup;

import java.util.function.Consumer;

/** What makes calls and lets time pass. Thread-safe. */
interface Transport extends AutoCloseable {

  /**
   * Makes one call.
   *
   * @param done told from any thread, exactly once, not long after the deadline
   */
  void call(String url, Consumer<Reply> done);

  /** Runs a short action later, from any thread. */
  void after(long millis, Runnable action);

  /** Ends calls, and forgets actions that are due later. */
  @Override
  void close();
}
