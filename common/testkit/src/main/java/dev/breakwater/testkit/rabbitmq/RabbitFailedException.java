package dev.breakwater.testkit.rabbitmq;

import org.jspecify.annotations.Nullable;

/** The server cannot be started, or ended by itself. */
public final class RabbitFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RabbitFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
