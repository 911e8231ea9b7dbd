package dev.breakwater.operators.lookup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header Retry-After, in both its forms. */
final class RetryAfter {

  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * How long to wait; 0 where the header is missing, past, or says nothing.
   *
   * @param header a number of seconds, or an HTTP date
   */
  static long millis(@Nullable String header, Instant now) {
    if (header == null) {
      return 0;
    }
    String text = header.trim();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String digits = text.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : text;
      return Long.parseLong(digits) * 1_000;
    }
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Math.max(0, then.toEpochMilli() - now.toEpochMilli());
    } catch (DateTimeException e) {
      // Not a date either: as if there were none.
      return 0;
    }
  }
}
