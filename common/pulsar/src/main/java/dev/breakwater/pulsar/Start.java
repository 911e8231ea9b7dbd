package dev.breakwater.pulsar;

import java.util.Locale;

/** The choice of where to start without state. */
public enum Start {
  COMMITTED,
  EARLIEST,
  LATEST,
  TIMESTAMP;

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
