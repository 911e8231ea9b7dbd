package dev.breakwater.operators.redrive;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import org.jspecify.annotations.Nullable;

/** What our own jobs write. */
final class BreakwaterReader implements FailureReader {

  static final FailureReader INSTANCE = new BreakwaterReader();

  @Override
  public @Nullable Failure read(HeaderValues headers) {
    String reason = headers.text(DeadLetterHeaders.REASON);
    if (reason == null) {
      return null;
    }
    return new Failure(
        Dialect.BREAKWATER,
        reason,
        headers.text(DeadLetterHeaders.STAGE),
        headers.text(DeadLetterHeaders.JOB),
        new Failure.Original(
            headers.text(DeadLetterHeaders.TOPIC),
            headers.decimal(DeadLetterHeaders.PARTITION),
            headers.decimal(DeadLetterHeaders.OFFSET),
            Failure.NONE),
        new Failure.Times(
            Math.max(1, headers.decimal(DeadLetterHeaders.ATTEMPTS)),
            headers.decimal(DeadLetterHeaders.FIRST_FAILURE),
            headers.decimal(DeadLetterHeaders.LAST_FAILURE)),
        headers.text(DeadLetterHeaders.STUB_SHA256) != null);
  }
}
