package dev.breakwater.scripts.submit;

import org.jspecify.annotations.Nullable;

/** A job that cannot be submitted or stopped; the message says what to do. */
public final class SubmitException extends RuntimeException {

  SubmitException(String message) {
    this(message, null);
  }

  SubmitException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
