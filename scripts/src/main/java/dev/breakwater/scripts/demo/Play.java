package dev.breakwater.scripts.demo;

import java.io.IOException;

/** One run of a demo, from the start of the broker to the balance. */
interface Play extends AutoCloseable {

  /** Returns whether the balance holds. */
  boolean run() throws InterruptedException, IOException;

  /** What is known so far, for a run that was cut short; nothing after its balance. */
  void showStateSoFar();

  /** True once records are on their way. */
  boolean started();

  /** Why nothing works any more, where that is known; else empty. */
  String hint();

  @Override
  void close();
}
