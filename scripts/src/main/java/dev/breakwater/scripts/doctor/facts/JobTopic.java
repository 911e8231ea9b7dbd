package dev.breakwater.scripts.doctor.facts;

/** A topic of the job and what the job does with it. */
public record JobTopic(String name, Role role) {

  /** What a topic is to the job. */
  public enum Role {
    SOURCE("source"),
    EVENTS("events"),
    DEAD_LETTERS("dead letters"),
    DUPLICATES("duplicates");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** Whether the job writes it. */
    public boolean isOutput() {
      return this != SOURCE;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
