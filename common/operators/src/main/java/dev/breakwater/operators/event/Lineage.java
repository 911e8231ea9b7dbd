package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a written event says of itself in its headers: who it is, and what it was made of. */
public final class Lineage {

  /** The header with the event's id, UTF-8. */
  public static final String ID = HeaderNames.ID;

  /** The header with the event's source, UTF-8. */
  public static final String SOURCE = HeaderNames.SOURCE;

  /** The header with the position of the record that the event was made of. */
  public static final String ORIGIN = HeaderNames.ORIGIN;

  /**
   * The headers that replicas of one job may fill differently for the same event, and that a
   * comparison of replicas leaves out. Everything else is equal.
   */
  public static final List<String> REPLICA_HEADERS = List.of(ORIGIN, "traceparent", "tracestate");

  private static final int LONGEST_NUMBER = 18;

  private Lineage() {}

  /**
   * Where a record was read.
   *
   * @param offset not negative
   */
  public record Position(String topic, int partition, long offset) {}

  /** Reads {@code topic-partition@offset}; null when it is something else. */
  public static @Nullable Position position(byte @Nullable [] origin) {
    if (origin == null) {
      return null;
    }
    String text = new String(origin, ISO_8859_1);
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    if (dash < 1) {
      return null;
    }
    return position(text.substring(0, dash), text.substring(dash + 1, at), text.substring(at + 1));
  }

  /** Reads the three parts, numbers as decimal text; null when they are something else. */
  public static @Nullable Position position(String topic, String partition, String offset) {
    long number = number(partition);
    long where = number(offset);
    if (topic.isEmpty() || number < 0 || number > Integer.MAX_VALUE || where < 0) {
      return null;
    }
    return new Position(topic, (int) number, where);
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
