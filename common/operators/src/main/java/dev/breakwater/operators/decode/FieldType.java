package dev.breakwater.operators.decode;

import dev.breakwater.operators.time.TimeFormat;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type that a rule asks of a value.
 *
 * @param kind what the value must be
 * @param nullable whether null will do, too
 * @param format of dates, else null
 */
public record FieldType(Kind kind, boolean nullable, @Nullable TimeFormat format)
    implements Serializable {

  /** Kinds of JSON values, told apart as rules do. */
  public enum Kind {
    STRING,
    /** A number without point and exponent that fits into 64 bits. */
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    /** A time in a given format. */
    DATE;

    /** With its article, for messages. */
    String text() {
      String word = name().toLowerCase(Locale.ROOT);
      return "AEIO".indexOf(name().charAt(0)) >= 0 ? "an " + word : "a " + word;
    }
  }

  static final String ALLOWED =
      "string, integer, number, boolean, object, array, date or date(FORMAT), each with ? behind"
          + " it where null will do";

  private static final String DATE_PREFIX = "date(";

  /**
   * Reads a type as options have it: {@code integer}, {@code string?}, {@code date(iso-local)}.
   *
   * @param zone of dates that say no offset
   * @throws IllegalArgumentException saying what is wrong, to follow the key of an option
   */
  static FieldType parse(String text, ZoneId zone) {
    boolean nullable = text.endsWith("?");
    String name = nullable ? text.substring(0, text.length() - 1) : text;
    if (name.startsWith(DATE_PREFIX) && name.endsWith(")")) {
      String format = name.substring(DATE_PREFIX.length(), name.length() - 1);
      return new FieldType(Kind.DATE, nullable, TimeFormat.of(format, zone));
    }
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("is no type"));
    return new FieldType(kind, nullable, kind == Kind.DATE ? TimeFormat.of("rfc3339", zone) : null);
  }

  @Override
  public String toString() {
    return (format == null ? kind.text() : "a date (" + format + ")")
        + (nullable ? " or null" : "");
  }
}
