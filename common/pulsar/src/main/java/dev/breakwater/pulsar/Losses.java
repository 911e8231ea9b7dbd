package dev.breakwater.pulsar;

import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, counts or refuses that messages are gone. */
final class Losses {

  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

  private final OnLoss onLoss;
  private final Counter errors;

  /**
   * @param errors may be counted by any thread, one at a time
   */
  Losses(OnLoss onLoss, Counter errors) {
    this.onLoss = onLoss;
    this.errors = errors;
  }

  /**
   * The last message that was handed on is no longer there.
   *
   * @param instead the first one after it, or the last one of all where that is before it
   */
  synchronized void found(String partition, Place last, Place instead)
      throws LostMessagesException {
    if (onLoss == OnLoss.FAIL) {
      throw new LostMessagesException(
          "message %s of %s, after which to go on, is no longer there, but %s: what came between"
                  .formatted(last, partition, instead)
              + " may be lost, by retention, time to live, a backlog quota, or since the topic was"
              + " made anew");
    }
    LOG.warn("messages may be lost partition={} last={} instead={}", partition, last, instead);
    errors.inc();
  }

  /** Messages that the client has left out, since they were damaged. */
  synchronized void damaged(String partition, long messages) throws LostMessagesException {
    if (onLoss == OnLoss.FAIL) {
      throw new LostMessagesException(
          "%d messages of %s arrived damaged: checksum, compression or format"
              .formatted(messages, partition));
    }
    LOG.warn("messages arrived damaged partition={} messages={}", partition, messages);
    errors.inc(messages);
  }
}
