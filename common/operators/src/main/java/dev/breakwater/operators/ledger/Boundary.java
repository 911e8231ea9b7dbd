package dev.breakwater.operators.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a job books the records that pass. */
public enum Boundary {
  /** Read from a topic by the job, identified by position. */
  READ,
  /** Went out of the job through one of its exits, identified by the position it was read from. */
  EXIT,
  /** Written to a topic, identified by what the record itself says. */
  WRITTEN,
  /** Read from a topic that our jobs write, identified by what the record itself says. */
  RECEIVED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The text in entries: lower case, stable for ever. */
  public String code() {
    return code;
  }

  /** The boundary of that code; null where there is none. */
  static @Nullable Boundary byCode(String code) {
    for (Boundary boundary : values()) {
      if (boundary.code.equals(code)) {
        return boundary;
      }
    }
    return null;
  }
}
