package dev.breakwater.testkit.kafka;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start, or gave up later; the message says what to change. */
public final class BrokerFailedException extends RuntimeException {

  BrokerFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
