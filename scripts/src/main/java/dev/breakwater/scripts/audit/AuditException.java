package dev.breakwater.scripts.audit;

import org.jspecify.annotations.Nullable;

/** It cannot be said; the message says why. */
final class AuditException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AuditException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
