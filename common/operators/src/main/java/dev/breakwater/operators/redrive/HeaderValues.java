package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Headers;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of a record, read as what they should be; what they are not is absent. */
record HeaderValues(Headers headers) {

  private static final int MAX_NAME_BYTES = 1_024;
  private static final int MAX_DIGITS = 18;
  private static final char REPLACEMENT = '\uFFFD';

  /** The class at the beginning of what {@code Throwable.toString()} makes. */
  private static final Pattern CLASS = Pattern.compile("[\\w.$]{1,256}");

  /** Text of at most 1,024 bytes of UTF-8; null where it is missing, empty or something else. */
  @Nullable String text(String name) {
    byte[] bytes = headers.last(name);
    if (bytes == null || bytes.length == 0 || bytes.length > MAX_NAME_BYTES) {
      return null;
    }
    String text = new String(bytes, UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : null;
  }

  /** The class of an exception, without its package. */
  @Nullable String exception(String name) {
    byte[] bytes = headers.last(name);
    if (bytes == null) {
      return null;
    }
    String text = new String(bytes, 0, Math.min(bytes.length, MAX_NAME_BYTES), ISO_8859_1);
    Matcher matcher = CLASS.matcher(text);
    if (!matcher.lookingAt()) {
      return null;
    }
    String simple = matcher.group().substring(matcher.group().lastIndexOf('.') + 1);
    return simple.isEmpty() ? null : simple;
  }

  /** A number that is not negative, as decimal text; else {@link Failure#NONE}. */
  long decimal(String name) {
    byte[] digits = headers.last(name);
    if (digits == null || digits.length == 0 || digits.length > MAX_DIGITS) {
      return Failure.NONE;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return Failure.NONE;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  /** A number that is not negative, as four or eight bytes, big endian; else as decimal text. */
  long binary(String name, int size) {
    byte[] bytes = headers.last(name);
    if (bytes == null || bytes.length != size) {
      return decimal(name);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return Math.max(Failure.NONE, size == Integer.BYTES ? buffer.getInt() : buffer.getLong());
  }
}
