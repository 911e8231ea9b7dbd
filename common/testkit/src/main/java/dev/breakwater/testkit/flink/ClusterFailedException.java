package dev.breakwater.testkit.flink;

import org.jspecify.annotations.Nullable;

/** The local cluster, or a job on it, did not do what was asked; the message says what it did. */
public final class ClusterFailedException extends RuntimeException {

  ClusterFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
