package dev.breakwater.testkit.verdict;

/** What may be wrong between the truth and the topics. */
public enum Finding {
  /** An expected event is not on the clean topic. */
  LOST("lost"),
  /** An event is on the clean topic once more. */
  DUPLICATED("duplicated"),
  /** The payload of an event on the clean topic is not the one that was produced. */
  ALTERED("altered"),
  /** A record on the clean topic that does not belong there. */
  UNEXPECTED("unexpected"),
  /** An event after a later one of its lane; fatal where that {@link Order} is promised. */
  REORDERED("reordered"),
  /** An expected dead letter is missing. */
  DEAD_LOST("dead letter lost"),
  /** A dead letter is there once more. */
  DEAD_DUPLICATED("dead letter duplicated"),
  /** A dead letter is there, with another reason than it should have. */
  DEAD_WRONG_REASON("dead letter with the wrong reason"),
  /** A dead letter of a record that should not be one, or whose value was changed. */
  DEAD_UNEXPECTED("dead letter unexpected");

  private final String text;

  Finding(String text) {
    this.text = text;
  }

  /** In words, lower case. */
  public String text() {
    return text;
  }

  /** True when no verdict with one of these holds. */
  public boolean fatal() {
    return this != REORDERED;
  }
}
