package dev.breakwater.operators.quorum;

/** How a replica does, from good to bad. */
public enum ReplicaState {
  /** It delivers in time, and what it says is agreed on. */
  OK,
  /** Nothing new came from it for a while in which others went on. */
  SILENT,
  /** The times of its results are too far behind those of others, for too long. */
  LAGGING,
  /** Too many of its latest results differ from what the others agree on. */
  DIVERGED;

  private static final ReplicaState[] VALUES = values();

  /** A number for metrics and state: stable for ever. */
  @SuppressWarnings("EnumOrdinal") // The order is part of the format, and a test holds it.
  int code() {
    return ordinal();
  }

  static ReplicaState of(int code) {
    return VALUES[code];
  }

  /** As it is written in discrepancies. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
