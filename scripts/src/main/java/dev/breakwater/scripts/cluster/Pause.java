package dev.breakwater.scripts.cluster;

import java.time.Duration;

/** A moment between two looks at something outside this JVM. */
final class Pause {

  private Pause() {}

  /**
   * @param what is waited for, for the message when the thread is interrupted
   */
  static void of(Duration moment, String what) {
    try {
      Thread.sleep(moment.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting until " + what, e);
    }
  }
}
