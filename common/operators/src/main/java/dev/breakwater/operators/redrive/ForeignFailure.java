package dev.breakwater.operators.redrive;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import org.jspecify.annotations.Nullable;

/** What the dialects of others have in common. */
final class ForeignFailure {

  private ForeignFailure() {}

  /**
   * None of them counts failures or says when they were: those before, of a record that was sent
   * back to work, are in the headers that were kept of ours, and this one is one more.
   *
   * @return null when neither topic nor exception can be read
   */
  static @Nullable Failure of(
      Dialect dialect,
      HeaderValues headers,
      Failure.Original original,
      @Nullable String exception,
      @Nullable String job) {
    if (original.topic() == null && exception == null) {
      return null;
    }
    return new Failure(
        dialect,
        exception == null ? Failure.UNKNOWN : exception,
        null,
        job,
        original,
        new Failure.Times(
            Math.max(0, headers.decimal(DeadLetterHeaders.ATTEMPTS)) + 1,
            headers.decimal(DeadLetterHeaders.FIRST_FAILURE),
            Failure.NONE),
        false);
  }
}
