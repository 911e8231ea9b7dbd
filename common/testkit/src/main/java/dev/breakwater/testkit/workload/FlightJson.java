package dev.breakwater.testkit.workload;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes a flight as JSON bytes: one exact allocation for each, no text in between. */
final class FlightJson {

  /** Of {@code 2001-01-01T00:01}. */
  static final int DATE_LENGTH = 16;

  static final int MINUTES_PER_DAY = 24 * 60;
  private static final byte[] BEFORE_ID = ascii("{\"id\":\"");
  private static final byte[] BEFORE_DATE = ascii("\",\"date\":\"");
  private static final byte[] BEFORE_DELAY = ascii("\",\"delay\":");

  private FlightJson() {}

  /** All that follows the delay; the same for every flight of a route. */
  static byte[] tail(int distance, String origin, String destination) {
    return ascii(
        ",\"distance\":%d,\"origin\":\"%s\",\"destination\":\"%s\"}"
            .formatted(distance, origin, destination));
  }

  static byte[] of(byte[] id, long epochMinute, int delay, byte[] tail) {
    byte[] json =
        new byte
            [BEFORE_ID.length
                + id.length
                + BEFORE_DATE.length
                + DATE_LENGTH
                + BEFORE_DELAY.length
                + length(delay)
                + tail.length];
    int at = put(json, 0, BEFORE_ID);
    at = put(json, at, id);
    at = put(json, at, BEFORE_DATE);
    putDate(json, at, epochMinute);
    at = put(json, at + DATE_LENGTH, BEFORE_DELAY);
    at = putNumber(json, at, delay);
    put(json, at, tail);
    return json;
  }

  static void putDate(byte[] target, int at, long epochMinute) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMinute, MINUTES_PER_DAY));
    int minute = Math.floorMod(epochMinute, MINUTES_PER_DAY);
    putTwoDigits(target, at, day.getYear() / 100);
    putTwoDigits(target, at + 2, day.getYear() % 100);
    target[at + 4] = '-';
    putTwoDigits(target, at + 5, day.getMonthValue());
    target[at + 7] = '-';
    putTwoDigits(target, at + 8, day.getDayOfMonth());
    target[at + 10] = 'T';
    putTwoDigits(target, at + 11, minute / 60);
    target[at + 13] = ':';
    putTwoDigits(target, at + 14, minute % 60);
  }

  static byte[] checkedId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        throw new IllegalArgumentException(
            "id has U+%04X at %d, was '%s'; allowed: printable ASCII without quote and backslash"
                .formatted((int) c, i, id));
      }
    }
    return ascii(id);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int put(byte[] target, int at, byte[] part) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }

  private static void putTwoDigits(byte[] target, int at, int number) {
    target[at] = (byte) ('0' + number / 10);
    target[at + 1] = (byte) ('0' + number % 10);
  }

  private static int length(int number) {
    int length = number < 0 ? 2 : 1;
    for (int rest = number / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  private static int putNumber(byte[] target, int at, int number) {
    int end = at + length(number);
    int i = end;
    int rest = number;
    do {
      target[--i] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      target[at] = '-';
    }
    return end;
  }
}
