package dev.breakwater.scripts.doctor.facts;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Why a question got no answer, in a few words. */
public final class Reasons {

  private Reasons() {}

  public static String of(Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = firstLine(cause);
    if (cause instanceof AuthorizationException) {
      return "not authorised: " + message;
    }
    if (cause instanceof AuthenticationException) {
      return "not authenticated: " + message;
    }
    if (cause instanceof UnsupportedVersionException) {
      return "the broker is too old for the question: " + message;
    }
    if (cause instanceof TimeoutException
        || cause instanceof java.util.concurrent.TimeoutException) {
      return "no answer in time: " + message;
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return "too few brokers: " + message;
    }
    return message;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message).trim();
  }
}
