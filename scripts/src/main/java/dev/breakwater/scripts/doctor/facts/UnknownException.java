package dev.breakwater.scripts.doctor.facts;

/** A fact is needed that could not be looked up; the message says why. */
public final class UnknownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownException(String why) {
    super(why, null, false, false);
  }

  /** Why the fact is not known. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
