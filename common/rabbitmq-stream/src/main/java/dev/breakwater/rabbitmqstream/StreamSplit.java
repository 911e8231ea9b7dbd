package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.StartPoint;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * A stream, and how far it was handed on.
 *
 * @param splitId as {@link StreamNames} has it
 * @param start where to begin if nothing was handed on
 * @param last the message that was handed on last
 */
record StreamSplit(String splitId, StartPoint start, @Nullable Place last) implements SourceSplit {

  /** One of which nothing was read. */
  static StreamSplit untouched(String id, StartPoint start) {
    return new StreamSplit(id, start, null);
  }

  String stream() {
    return StreamNames.stream(splitId);
  }

  /** The message that has to be in front of what is handed on next; null if there is none. */
  @Nullable Place before() {
    if (last != null) {
      return last;
    }
    boolean inTheMiddle = start.kind() == StartPoint.Kind.OFFSET && start.value() > 0;
    return inTheMiddle ? new Place(start.value() - 1, Place.ANY_TIME) : null;
  }
}
