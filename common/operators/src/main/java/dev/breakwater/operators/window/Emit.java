package dev.breakwater.operators.window;

/** When results are told. */
public enum Emit {
  /** Once, when the window is closed: the same on every replica. */
  FINAL,
  /**
   * At the end of the window, and again when late events have changed it; if asked for, early, too.
   */
  UPDATES
}
