package dev.breakwater.operators.redrive;

/** How long a redrive goes on. */
public enum Mode {
  /** Up to where the dead-letter topics end at the start; then the job is finished. */
  ONE_SHOT("one-shot"),
  /** Until it is stopped. */
  CONTINUOUS("continuous");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** The text in configurations. */
  @Override
  public String toString() {
    return text;
  }
}
