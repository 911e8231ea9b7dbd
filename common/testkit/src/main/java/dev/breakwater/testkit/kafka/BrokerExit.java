package dev.breakwater.testkit.kafka;

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka's server code from ending this JVM: a broker that gives up (its disk is full, say)
 * would halt the process it runs in, tests or demo included. From the first embedded broker on, it
 * is remembered instead, for all brokers of the process, since Kafka does not say which one it was.
 */
final class BrokerExit {

  private static volatile @Nullable String reason;

  private BrokerExit() {}

  static synchronized void intercept() {
    reason = null;
    Exit.setExitProcedure(BrokerExit::refuse);
    Exit.setHaltProcedure(BrokerExit::refuse);
  }

  /** Why a broker of this process gave up since the last start; null when none did. */
  static @Nullable String reason() {
    return reason;
  }

  private static void refuse(int status, @Nullable String message) {
    String text =
        "broker code asked to end the process with status %d%s"
            .formatted(status, message == null ? "" : ": " + message);
    reason = text;
    // The calling thread must not go on: the code behind such a call counts on it.
    throw new IllegalStateException(text);
  }
}
