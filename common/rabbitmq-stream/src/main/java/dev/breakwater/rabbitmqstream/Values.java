package dev.breakwater.rabbitmqstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/** Values of AMQP 1.0 as bytes. */
final class Values {

  private static final byte[] NOTHING = {};

  private Values() {}

  static byte[] bytes(@Nullable Binary binary) {
    if (binary == null || binary.getArray() == null) {
      return NOTHING;
    }
    int from = binary.getArrayOffset();
    return Arrays.copyOfRange(binary.getArray(), from, from + binary.getLength());
  }

  /** Bytes as they are, text as UTF-8, times as RFC 3339, all else as Java writes it. */
  static byte @Nullable [] ofHeader(@Nullable Object value) {
    if (value instanceof Binary binary) {
      return bytes(binary);
    }
    String text = text(value);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Null for what is neither bytes nor text. */
  static byte @Nullable [] ofBody(Object value) {
    boolean plain = value instanceof Binary || value instanceof String || value instanceof Symbol;
    return plain ? ofHeader(value) : null;
  }

  static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Binary binary) {
      return new String(bytes(binary), StandardCharsets.UTF_8);
    }
    return value instanceof Date time ? time.toInstant().toString() : value.toString();
  }
}
