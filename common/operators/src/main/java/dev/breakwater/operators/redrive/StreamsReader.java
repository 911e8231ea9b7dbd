package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/** What Kafka Streams writes with {@code errors.dead.letter.queue.topic.name} (KIP-1034). */
final class StreamsReader implements FailureReader {

  static final FailureReader INSTANCE = new StreamsReader();

  static final String PREFIX = "__streams.errors.";

  @Override
  public @Nullable Failure read(HeaderValues headers) {
    return ForeignFailure.of(
        Dialect.STREAMS,
        headers,
        new Failure.Original(
            headers.text(PREFIX + "topic"),
            headers.decimal(PREFIX + "partition"),
            headers.decimal(PREFIX + "offset"),
            Failure.NONE),
        headers.exception(PREFIX + "exception"),
        null);
  }
}
