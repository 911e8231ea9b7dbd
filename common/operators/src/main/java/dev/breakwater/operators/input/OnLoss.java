package dev.breakwater.operators.input;

import java.util.Locale;

/** What happens when messages that were not read are found to be gone or damaged. */
public enum OnLoss {
  FAIL,
  CONTINUE;

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
