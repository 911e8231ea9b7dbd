package dev.breakwater.operators.kafka;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The records of a transaction are lost, or nothing can prove that they are not. Fails the job for
 * good: a restart would meet the same transaction again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostCommitException extends IOException {

  private static final long serialVersionUID = 1L;

  LostCommitException(String message, Throwable cause) {
    super(message, cause);
  }
}
