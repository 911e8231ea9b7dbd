package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** Where what was put into an event came from; its code is in the header and the metric. */
enum Origin {
  /** The dependency was asked for this record, or for another one at the same moment. */
  FRESH,
  /** The cache, within lookup.cache.fresh-for. */
  CACHED,
  /** The cache, since there is no newer answer to be had. */
  STALE,
  /** The configuration. */
  DEFAULT,
  /** Nothing was put in: the dependency says that there is nothing. */
  ABSENT;

  private final String code;

  Origin() {
    this.code = name().toLowerCase(Locale.ROOT);
  }

  String code() {
    return code;
  }

  /** The header's value. */
  byte[] bytes() {
    return code.getBytes(US_ASCII);
  }
}
