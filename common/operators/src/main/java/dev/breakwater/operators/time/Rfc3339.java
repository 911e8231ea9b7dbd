package dev.breakwater.operators.time;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Timestamps as RFC 3339 text, {@code 2001-01-01T00:01:00Z}, to and from epoch milliseconds.
 *
 * <p>Strict: exactly the grammar of RFC 3339, section 5.6, and its calendar. {@code T} and {@code
 * Z} may be lower case; a blank instead of {@code T}, a missing offset, a fraction without digits
 * or with more than nine, and days that do not exist are refused. Fractions below the millisecond
 * are cut off. Offsets go from {@code -23:59} to {@code +23:59}; {@code -00:00} is UTC.
 *
 * <p>Second 60 is accepted only where UTC may have a leap second, at 23:59:60 UTC on the last day
 * of a month, and is read as POSIX time does: as the second that follows.
 *
 * <p>Years are 0001 to 9999, as written and in UTC, so that whatever can be read can be written.
 */
public final class Rfc3339 {

  /** What {@code parse} returns for text that is not a timestamp. */
  public static final long INVALID = Long.MIN_VALUE;

  /** 0001-01-01T00:00:00Z in epoch milliseconds. */
  public static final long MIN_MILLIS = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999Z in epoch milliseconds. */
  public static final long MAX_MILLIS = 253_402_300_799_999L;

  private static final int SHORTEST = "2001-01-01T00:00:00Z".length();
  private static final int LONGEST = "2001-01-01T00:00:00.123456789+00:00".length();
  private static final int AFTER_SECONDS = SHORTEST - 1;
  private static final long DAY_SECONDS = 86_400;

  private Rfc3339() {}

  /** Epoch milliseconds of a timestamp, or {@link #INVALID}. Allocates nothing, never throws. */
  public static long parse(String text) {
    return parse(text, null, 0, text.length());
  }

  /**
   * Epoch milliseconds of the timestamp in the ASCII bytes {@code from} (inclusive) to {@code to}
   * (exclusive), or {@link #INVALID}. Allocates nothing.
   */
  public static long parse(byte[] bytes, int from, int to) {
    return parse("", bytes, from, to);
  }

  /**
   * Epoch milliseconds as text in UTC, with milliseconds where there are any.
   *
   * @throws IllegalArgumentException outside {@link #MIN_MILLIS} to {@link #MAX_MILLIS}
   */
  public static String format(long epochMillis) {
    if (epochMillis < MIN_MILLIS || epochMillis > MAX_MILLIS) {
      throw new IllegalArgumentException(
          "time must be in the years 0001 to 9999, was " + epochMillis + " ms since 1970");
    }
    long days = Math.floorDiv(epochMillis, DAY_SECONDS * 1000);
    int ofDay = (int) (epochMillis - days * DAY_SECONDS * 1000);
    int millis = ofDay % 1000;
    int second = ofDay / 1000;
    byte[] text = new byte[millis == 0 ? SHORTEST : SHORTEST + 4];
    int date = Calendar.dateOf(days);
    int year = date >> 9;
    write(text, 0, year / 100, '\0');
    write(text, 2, year % 100, '-');
    write(text, 5, (date >> 5) & 15, '-');
    write(text, 8, date & 31, 'T');
    write(text, 11, second / 3600, ':');
    write(text, 14, second / 60 % 60, ':');
    write(text, 17, second % 60, millis == 0 ? 'Z' : '.');
    if (millis != 0) {
      write(text, 20, millis / 10, '\0');
      text[22] = (byte) ('0' + millis % 10);
      text[23] = 'Z';
    }
    return new String(text, ISO_8859_1);
  }

  private static void write(byte[] text, int at, int twoDigits, char then) {
    text[at] = (byte) ('0' + twoDigits / 10);
    text[at + 1] = (byte) ('0' + twoDigits % 10);
    if (then != '\0') {
      text[at + 2] = (byte) then;
    }
  }

  /** One reader for both kinds of text, so that neither has to be copied to be read. */
  private static long parse(String text, byte @Nullable [] bytes, int from, int to) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST || !punctuated(text, bytes, from)) {
      return INVALID;
    }
    int month = number(text, bytes, from + 5, 2);
    int day = number(text, bytes, from + 8, 2);
    int year = number(text, bytes, from, 4);
    int clock = clock(text, bytes, from + 11);
    if (year < 1 || month < 1 || month > 12 || day < 1 || clock < 0) {
      return INVALID;
    }
    int fraction = fractionLength(text, bytes, from + AFTER_SECONDS, to);
    int offset = offsetSeconds(text, bytes, from + AFTER_SECONDS + fraction, to);
    if (day > Calendar.daysIn(year, month) || fraction < 0 || offset == Integer.MIN_VALUE) {
      return INVALID;
    }
    long second = Calendar.daysUntil(year, month, day) * DAY_SECONDS + clock - offset;
    if (at(text, bytes, from + 17) == '6' && !followsLeapSecond(second)) {
      return INVALID;
    }
    long millis = second * 1000 + millis(text, bytes, from + AFTER_SECONDS, fraction);
    return millis < MIN_MILLIS || millis > MAX_MILLIS ? INVALID : millis;
  }

  private static boolean punctuated(String text, byte @Nullable [] bytes, int from) {
    return at(text, bytes, from + 4) == '-'
        && at(text, bytes, from + 7) == '-'
        && (at(text, bytes, from + 10) | 0x20) == 't'
        && at(text, bytes, from + 13) == ':'
        && at(text, bytes, from + 16) == ':';
  }

  /** Second of the day, 0 to 86,400 (a leap second), or negative. */
  private static int clock(String text, byte @Nullable [] bytes, int from) {
    int hour = number(text, bytes, from, 2);
    int minute = number(text, bytes, from + 3, 2);
    int second = number(text, bytes, from + 6, 2);
    if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) {
      return -1;
    }
    return hour * 3600 + minute * 60 + second;
  }

  private static boolean followsLeapSecond(long second) {
    return Math.floorMod(second, DAY_SECONDS) == 0
        && (Calendar.dateOf(Math.floorDiv(second, DAY_SECONDS)) & 31) == 1;
  }

  /** Length of the fraction with its point, 0 where there is none, negative where it is wrong. */
  private static int fractionLength(String text, byte @Nullable [] bytes, int from, int to) {
    if (at(text, bytes, from) != '.') {
      return 0;
    }
    int end = from + 1;
    while (end < to && isDigit(at(text, bytes, end))) {
      end++;
    }
    int digits = end - from - 1;
    return digits < 1 || digits > 9 ? -1 : digits + 1;
  }

  private static int millis(String text, byte @Nullable [] bytes, int from, int fraction) {
    return switch (fraction) {
      case 0 -> 0;
      case 2 -> number(text, bytes, from + 1, 1) * 100;
      case 3 -> number(text, bytes, from + 1, 2) * 10;
      default -> number(text, bytes, from + 1, 3);
    };
  }

  /** Seconds east of UTC, or the smallest int where this is not an offset that ends the text. */
  private static int offsetSeconds(String text, byte @Nullable [] bytes, int from, int to) {
    if (from == to - 1 && (at(text, bytes, from) | 0x20) == 'z') {
      return 0;
    }
    if (from != to - 6 || at(text, bytes, from + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int sign = at(text, bytes, from);
    int hour = number(text, bytes, from + 1, 2);
    int minute = number(text, bytes, from + 4, 2);
    if ((sign != '+' && sign != '-') || (hour | minute) < 0 || hour > 23 || minute > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hour * 3600 + minute * 60;
    return sign == '-' ? -seconds : seconds;
  }

  /** The decimal number of that many digits, or negative. */
  private static int number(String text, byte @Nullable [] bytes, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = at(text, bytes, i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static int at(String text, byte @Nullable [] bytes, int index) {
    return bytes == null ? text.charAt(index) : bytes[index];
  }
}
