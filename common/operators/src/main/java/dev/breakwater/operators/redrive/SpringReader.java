package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/**
 * What {@code DeadLetterPublishingRecoverer} of Spring Kafka writes: numbers as bytes, and a dead
 * letter with a timestamp of its own.
 */
final class SpringReader implements FailureReader {

  static final FailureReader INSTANCE = new SpringReader();

  static final String PREFIX = "kafka_dlt-";

  @Override
  public @Nullable Failure read(HeaderValues headers) {
    String cause = headers.exception(PREFIX + "exception-cause-fqcn");
    return ForeignFailure.of(
        Dialect.SPRING,
        headers,
        new Failure.Original(
            headers.text(PREFIX + "original-topic"),
            headers.binary(PREFIX + "original-partition", Integer.BYTES),
            headers.binary(PREFIX + "original-offset", Long.BYTES),
            headers.binary(PREFIX + "original-timestamp", Long.BYTES)),
        cause == null ? headers.exception(PREFIX + "exception-fqcn") : cause,
        headers.text(PREFIX + "original-consumer-group"));
  }
}
