package dev.breakwater.operators.event;

/**
 * A record was refused: why, for its dead letter.
 *
 * <p>Thrown and caught within one stage, never out of an operator. It has no stack trace, since bad
 * input is ordinary and may be all there is.
 */
public final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String text;

  /**
   * @param message what is wrong and what is allowed, without contents of the record where they may
   *     be personal
   */
  public RejectedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.text = message;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
