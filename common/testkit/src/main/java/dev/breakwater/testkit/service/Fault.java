package dev.breakwater.testkit.service;

import java.time.Duration;

/** What is wrong with an {@link AirportService}. */
public sealed interface Fault {

  /** Nothing: it answers. */
  record None() implements Fault {}

  /** Its port refuses connections; those that are open are reset. */
  record Down() implements Fault {}

  /** Connections are accepted, and reset when they ask. */
  record Reset() implements Fault {}

  /**
   * Half-open: connections are accepted and what they ask is read, but no answer comes. Those that
   * wait when it ends are reset, as if the other side had come to life without remembering them.
   */
  record Silent() implements Fault {}

  /** Answers are late by this much; calls that wait when it ends meet the next fault at once. */
  record Slow(Duration latency) implements Fault {
    public Slow {
      positive("latency", latency);
    }
  }

  /** {@code 500 Internal Server Error}. */
  record Failing() implements Fault {}

  /** {@code 429 Too Many Requests}, with a {@code Retry-After} in whole seconds, rounded up. */
  record Busy(Duration retryAfter) implements Fault {
    public Busy {
      positive("retryAfter", retryAfter);
    }

    long seconds() {
      return retryAfter.plusNanos(999_999_999).toSeconds();
    }
  }

  /** Answers that are none. */
  enum Garbage implements Fault {
    /** {@code 200} and a page of HTML that says it is JSON. */
    NOT_JSON,
    /** Bytes that are not HTTP. */
    NOT_HTTP,
    /** Half of the announced bytes, then the end of the connection. */
    TRUNCATED,
    /**
     * All bytes, of which only half were announced: the rest gets in the way of the next answer.
     */
    WRONG_LENGTH
  }

  /**
   * A fault of some calls only.
   *
   * @param share of the calls that it hits, in (0, 1)
   * @param fault any but {@link Down}, {@link None} and another {@link Partial}
   */
  record Partial(double share, Fault fault) implements Fault {
    public Partial {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("share must be above 0 and below 1, was " + share);
      }
      if (fault instanceof Down || fault instanceof None || fault instanceof Partial) {
        throw new IllegalArgumentException("fault cannot be partial, was " + fault);
      }
    }
  }

  /**
   * A fault by its name, such as {@code down}, {@code slow PT2S} or {@code 2% error}.
   *
   * @throws IllegalArgumentException when there is none; the message says what is allowed
   */
  static Fault parse(String text) {
    return FaultText.fault(text);
  }

  private static void positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, was " + duration);
    }
  }
}
