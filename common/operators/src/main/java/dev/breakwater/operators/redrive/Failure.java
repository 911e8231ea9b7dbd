package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/**
 * What a dead letter says of its failure, in whatever dialect.
 *
 * @param reason our code, else the class of the exception without its package, else {@code unknown}
 * @param stage where it failed; null where the dialect does not say
 * @param job our instance, the connector or the consumer group; null where the dialect does not say
 * @param stub whether only a stub of the original is left
 */
public record Failure(
    Dialect dialect,
    String reason,
    @Nullable String stage,
    @Nullable String job,
    Original original,
    Times times,
    boolean stub) {

  /** Stands in for what a header does not say. */
  public static final long NONE = -1;

  static final String UNKNOWN = "unknown";

  /** The same, at a stage. */
  Failure at(@Nullable String where) {
    return new Failure(dialect, reason, where, job, original, times, stub);
  }

  /**
   * The record that failed, as far as it is known.
   *
   * @param topic null where it is not known
   * @param partition {@link #NONE} where it is not known
   * @param offset {@link #NONE} where it is not known
   * @param timestamp epoch milliseconds; {@link #NONE} where it is that of the dead letter
   */
  public record Original(@Nullable String topic, long partition, long offset, long timestamp) {}

  /**
   * How often it failed, and when.
   *
   * @param count at least 1
   * @param first epoch milliseconds; {@link #NONE} where it is not known
   * @param last epoch milliseconds; {@link #NONE} where it is not known
   */
  public record Times(long count, long first, long last) {}
}
