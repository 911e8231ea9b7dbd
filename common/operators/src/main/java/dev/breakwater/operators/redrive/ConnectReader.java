package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/** What a sink of Kafka Connect writes with {@code errors.deadletterqueue.context.headers}. */
final class ConnectReader implements FailureReader {

  static final FailureReader INSTANCE = new ConnectReader();

  static final String PREFIX = "__connect.errors.";

  @Override
  public @Nullable Failure read(HeaderValues headers) {
    Failure failure =
        ForeignFailure.of(
            Dialect.CONNECT,
            headers,
            new Failure.Original(
                headers.text(PREFIX + "topic"),
                headers.decimal(PREFIX + "partition"),
                headers.decimal(PREFIX + "offset"),
                Failure.NONE),
            headers.exception(PREFIX + "exception.class.name"),
            headers.text(PREFIX + "connector.name"));
    return failure == null ? null : failure.at(headers.text(PREFIX + "stage"));
  }
}
