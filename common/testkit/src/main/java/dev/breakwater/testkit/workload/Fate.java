package dev.breakwater.testkit.workload;

/**
 * What must become of one record.
 *
 * @param exit where it must end
 * @param reason the reason code of its dead letter; empty for other exits
 */
public record Fate(Exit exit, String reason) {

  /** On the clean topic, once, with its payload untouched. */
  public static final Fate CLEAN = new Fate(Exit.CLEAN, "");

  /** Nowhere: the event it repeats is on the clean topic already. */
  public static final Fate DUPLICATE = new Fate(Exit.DUPLICATE, "");

  /** The places a record may end in. */
  public enum Exit {
    CLEAN,
    DUPLICATE,
    DEAD
  }

  public Fate {
    if ((exit == Exit.DEAD) == reason.isBlank()) {
      throw new IllegalArgumentException(
          "a fate needs a reason if, and only if, it is DEAD, was %s '%s'".formatted(exit, reason));
    }
  }

  /** Among the dead letters, once, with this reason code. */
  public static Fate dead(String reason) {
    return new Fate(Exit.DEAD, reason);
  }

  public boolean isClean() {
    return exit == Exit.CLEAN;
  }

  public boolean isDuplicate() {
    return exit == Exit.DUPLICATE;
  }

  public boolean isDead() {
    return exit == Exit.DEAD;
  }
}
