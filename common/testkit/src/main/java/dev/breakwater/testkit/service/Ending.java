package dev.breakwater.testkit.service;

import java.util.Locale;

/** How a call ended, as the service saw it. */
public enum Ending {
  /** The airport, late or not, also when nobody waits for it any more. */
  OK,
  /** 404. */
  NOT_FOUND,
  /** 405: not a GET. */
  REFUSED,
  /** 500. */
  ERROR,
  /** 429. */
  BUSY,
  /** Something that is no answer was sent. */
  GARBAGE,
  /** The connection was reset, or never answered. */
  UNANSWERED;

  /** As in {@code GET /_calls}: lower case, with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
