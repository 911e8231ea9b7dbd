package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.JobInstance;

/**
 * Prefixes of transactional ids: {@code INSTANCE:SINK:}, to which the connector adds subtask and
 * number.
 *
 * <p>A sink that starts aborts the open transactions of its prefix, in some modes all whose id
 * begins with it. So no prefix may be the beginning of another: the name of an instance cannot
 * contain the delimiter, so two prefixes can only agree up to the first delimiter if the instances
 * are the same; after it comes a fixed width, so then the sinks are the same too.
 */
public final class TransactionalIds {

  static final char DELIMITER = ':';

  private TransactionalIds() {}

  /** What the ids of one sink begin with. */
  public static String prefix(JobInstance instance, SinkName sink) {
    return prefix(instance) + sink.code() + DELIMITER;
  }

  /** What the ids of all sinks of a job begin with, and no others. */
  public static String prefix(JobInstance instance) {
    return instance.name() + DELIMITER;
  }
}
