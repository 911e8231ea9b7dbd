package dev.breakwater.scripts.doctor.checks;

import java.util.Locale;

/** How bad a finding is, from good to bad. */
public enum Severity {
  /** As it should be. */
  OK,
  /** Good to know. */
  INFO,
  /** Could not be checked. Weighs as much as a warning. */
  UNKNOWN,
  /** Works, until something fails. */
  WARNING,
  /** Loses, doubles or stops. */
  ERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
