package dev.breakwater.operators.quorum;

/** Which copy of a result is the result. */
public enum QuorumMode {
  /** The first copy that comes; later ones are compared with it. */
  FIRST,
  /** The content that so many copies agree on. */
  QUORUM,
  /** The copy of the primary; that of the next replica in rank while the primary is silent. */
  PRIMARY,
  /** The copy of the first replica before a stated time of results, of the second from it on. */
  BLUE_GREEN;

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
