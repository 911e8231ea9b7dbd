package dev.breakwater.rabbitmq;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A queue, and what is known of its messages.
 *
 * @param nextOffset the number of the message that is handed on next
 * @param remembered fingerprints of those handed on last, the oldest first
 */
record QueueSplit(String queue, long nextOffset, List<Fingerprint> remembered)
    implements SourceSplit {

  QueueSplit {
    remembered = List.copyOf(remembered);
  }

  /** One of which nothing was read. */
  static QueueSplit untouched(String queue) {
    return new QueueSplit(queue, 0, List.of());
  }

  @Override
  public String splitId() {
    return queue;
  }

  @Override
  public String toString() {
    return "QueueSplit[%s@%d, remembered=%d]".formatted(queue, nextOffset, remembered.size());
  }
}
