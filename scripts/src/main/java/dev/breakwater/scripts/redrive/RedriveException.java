package dev.breakwater.scripts.redrive;

import org.jspecify.annotations.Nullable;

/** A redrive cannot be done; the message says why. */
final class RedriveException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedriveException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
