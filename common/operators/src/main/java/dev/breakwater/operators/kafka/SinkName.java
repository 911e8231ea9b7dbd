package dev.breakwater.operators.kafka;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Tells the sinks of one job apart. Part of their transactional ids: a sink that changes its name
 * leaves the transactions of the old one open until they time out.
 *
 * @param code exactly four lower-case letters, as {@code clea}
 */
public record SinkName(String code) implements Serializable {

  private static final Pattern FOUR_LETTERS = Pattern.compile("[a-z]{4}");

  public SinkName {
    if (!FOUR_LETTERS.matcher(code).matches()) {
      throw new IllegalArgumentException("sink name must be four lower-case letters, was " + code);
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
