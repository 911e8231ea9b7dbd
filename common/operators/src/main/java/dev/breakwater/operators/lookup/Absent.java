package dev.breakwater.operators.lookup;

/** What is done about a record of which the dependency says that there is nothing. */
public enum Absent {
  /** It goes on as it is, flagged. */
  PASS("pass"),
  /** It becomes a dead letter with the reason invalid. */
  DEAD_LETTER("dead-letter");

  private final String text;

  Absent(String text) {
    this.text = text;
  }

  /** The text in configurations. */
  @Override
  public String toString() {
    return text;
  }
}
