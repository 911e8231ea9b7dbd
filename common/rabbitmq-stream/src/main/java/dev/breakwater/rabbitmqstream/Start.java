package dev.breakwater.rabbitmqstream;

import java.util.Locale;

/** The choice of where to start without state. */
public enum Start {
  EARLIEST,
  LATEST,
  OFFSET,
  TIMESTAMP;

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
