package dev.breakwater.operators.time;

import org.jspecify.annotations.Nullable;

/**
 * A number of seconds or milliseconds since 1970-01-01T00:00:00Z. Milliseconds are whole numbers;
 * seconds may have up to nine digits behind the point. No exponents.
 */
final class EpochTime extends TimeFormat {

  private static final long serialVersionUID = 1L;

  /** More digits than any millisecond of the years 0001 to 9999 has. */
  private static final int MOST_DIGITS = 16;

  private static final int MOST_FRACTION_DIGITS = 9;
  private static final long MALFORMED = Long.MIN_VALUE;

  private final String name;
  private final boolean seconds;

  EpochTime(String name, boolean seconds) {
    this.name = name;
    this.seconds = seconds;
  }

  @Override
  public @Nullable String toRfc3339(String text) {
    int point = text.indexOf('.');
    long whole = whole(text, point < 0 ? text.length() : point);
    if (whole == MALFORMED || (point >= 0 && !seconds)) {
      return null;
    }
    String fraction = point < 0 ? "" : fraction(text, point + 1);
    if (fraction == null) {
      return null;
    }
    if (text.charAt(0) == '-' && !fraction.isEmpty()) {
      whole--;
      fraction = complement(fraction);
    }
    long millis = seconds ? whole * 1000 : whole;
    if (millis < Rfc3339.MIN_MILLIS || millis > Rfc3339.MAX_MILLIS) {
      return null;
    }
    String known = Rfc3339.format(millis);
    return fraction.isEmpty()
        ? known
        : known.substring(0, known.length() - 1) + "." + fraction + "Z";
  }

  private static long whole(String text, int end) {
    int start = text.startsWith("-") ? 1 : 0;
    if (end <= start || end - start > MOST_DIGITS) {
      return MALFORMED;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      number = number * 10 + digit;
    }
    return start == 0 ? number : -number;
  }

  /** The digits behind the point without zeros at the end; null if they are not one to nine. */
  private static @Nullable String fraction(String text, int start) {
    int end = start;
    for (int i = start; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return null;
      }
      end = digit == '0' ? end : i + 1;
    }
    int digits = text.length() - start;
    return digits < 1 || digits > MOST_FRACTION_DIGITS ? null : text.substring(start, end);
  }

  /** Before 1970 the fraction counts down: -0.25 s is three quarters into the second before. */
  private static String complement(String fraction) {
    long all = 1;
    for (int i = 0; i < fraction.length(); i++) {
      all *= 10;
    }
    String digits = Long.toString(2 * all - Long.parseLong(fraction));
    return digits.substring(1);
  }

  @Override
  public boolean numeric() {
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
