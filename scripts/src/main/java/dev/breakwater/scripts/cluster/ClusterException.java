package dev.breakwater.scripts.cluster;

import org.jspecify.annotations.Nullable;

/** A cluster that cannot be started, found or taken down; the message says what to do. */
public final class ClusterException extends RuntimeException {

  ClusterException(String message) {
    this(message, null);
  }

  ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
