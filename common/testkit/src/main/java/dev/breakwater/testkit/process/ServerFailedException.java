package dev.breakwater.testkit.process;

import org.jspecify.annotations.Nullable;

/** A server cannot be started, asked or killed, or ended by itself. */
public final class ServerFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ServerFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
