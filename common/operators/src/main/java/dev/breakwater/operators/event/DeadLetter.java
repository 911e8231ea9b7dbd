package dev.breakwater.operators.event;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot go on: the original, unchanged, and why.
 *
 * <p>Which job it was, attempts and first failure are added where it is written, from the job's
 * name and the headers of an earlier dead letter of the same record.
 */
@TypeInfo(EventTypes.Factory.class)
public final class DeadLetter implements Outcome {

  private final RawRecord record;
  private final Reason reason;
  private final String stage;
  private final String message;
  private final @Nullable String exceptionClass;
  private final long failedAt;

  /**
   * @param stage the stage that refused it, lower case: {@code decode}, {@code validate}…
   * @param message what is wrong, without contents of the record where they may be personal
   * @param exceptionClass the class of the exception, where one was thrown
   * @param failedAt epoch milliseconds
   */
  public DeadLetter(
      RawRecord record,
      Reason reason,
      String stage,
      String message,
      @Nullable String exceptionClass,
      long failedAt) {
    this.record = record;
    this.reason = reason;
    this.stage = stage;
    this.message = message;
    this.exceptionClass = exceptionClass;
    this.failedAt = failedAt;
  }

  @Override
  public RawRecord record() {
    return record;
  }

  public Reason reason() {
    return reason;
  }

  public String stage() {
    return stage;
  }

  public String message() {
    return message;
  }

  public @Nullable String exceptionClass() {
    return exceptionClass;
  }

  /** Epoch milliseconds. */
  public long failedAt() {
    return failedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeadLetter that
        && record.equals(that.record)
        && reason == that.reason
        && stage.equals(that.stage)
        && message.equals(that.message)
        && Objects.equals(exceptionClass, that.exceptionClass)
        && failedAt == that.failedAt;
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return "DeadLetter[" + reason.code() + ", " + stage + ", " + record.position() + "]";
  }
}
