package dev.breakwater.operators.kafka;

import java.util.Locale;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** How the transactions of a sink get their ids, all of which start with the sink's prefix. */
public enum TransactionNaming {
  /**
   * A new id per checkpoint. Needs no rights beyond writing and has no known way to leave a
   * transaction open, but the broker keeps each id in memory for seven days: for checkpoint
   * intervals of ten seconds and more it is nothing, at one second it is 86,400 ids a day and
   * subtask.
   */
  INCREMENTING(TransactionNamingStrategy.INCREMENTING),
  /**
   * A few ids, used again and again. Needs the right to list transactions, a serializer that names
   * its topics, and cannot be changed back; after a lower parallelism a transaction may stay open
   * until it times out (FLINK-40626).
   */
  POOLING(TransactionNamingStrategy.POOLING);

  private final TransactionNamingStrategy strategy;

  TransactionNaming(TransactionNamingStrategy strategy) {
    this.strategy = strategy;
  }

  TransactionNamingStrategy strategy() {
    return strategy;
  }

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
