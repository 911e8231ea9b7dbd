package dev.breakwater.operators.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.breakwater.operators.json.Found;
import dev.breakwater.operators.json.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is asked at one place of the documents, and what the current document has there. */
final class Field implements Place {

  /** Digits that any number of 64 bits may have, and with a sign, could have at most. */
  private static final int CERTAINLY_LONG = 18;

  private static final int POSSIBLY_LONG = 20;

  private final String name;
  private boolean required;
  private boolean kept;
  private @Nullable FieldType type;

  private Found found = Found.NOTHING;
  private boolean fits;
  private @Nullable String text;

  Field(String name) {
    this.name = name;
  }

  void require() {
    required = true;
  }

  void require(FieldType expected) {
    type = expected;
  }

  /** From now on the text of strings and numbers is kept. */
  Field keepText() {
    kept = true;
    return this;
  }

  @Override
  public void clear() {
    found = Found.NOTHING;
    text = null;
  }

  @Override
  public void meet(JsonToken token, JsonParser parser) throws IOException {
    found = Found.of(token);
    boolean scalar = token.isScalarValue();
    text = kept && scalar ? parser.getText() : null;
    fits = type == null || fits(type, parser);
  }

  private boolean fits(FieldType expected, JsonParser parser) throws IOException {
    if (found == Found.NULL) {
      return expected.nullable();
    }
    return switch (expected.kind()) {
      case STRING -> found == Found.STRING;
      case INTEGER -> found == Found.INTEGER && isLong(parser);
      case NUMBER -> isNumber();
      case BOOLEAN -> found == Found.BOOLEAN;
      case OBJECT -> found == Found.OBJECT;
      case ARRAY -> found == Found.ARRAY;
      case DATE -> isDate(expected, parser);
    };
  }

  private static boolean isLong(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    if (length <= CERTAINLY_LONG) {
      return true;
    }
    return length <= POSSIBLY_LONG && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private boolean isNumber() {
    return found == Found.INTEGER || found == Found.NUMBER;
  }

  private boolean isDate(FieldType expected, JsonParser parser) throws IOException {
    var format = expected.format();
    return format != null
        && (format.numeric() ? isNumber() : found == Found.STRING)
        && format.toRfc3339(parser.getText()) != null;
  }

  /** What is wrong with the current document here, or null; never its contents. */
  @Nullable String violation() {
    FieldType expected = type;
    boolean nullable = expected != null && expected.nullable();
    if (required && (found == Found.NOTHING || (found == Found.NULL && !nullable))) {
      return name + " is required, was " + found;
    }
    if (expected == null || found == Found.NOTHING || fits) {
      return null;
    }
    return name + " must be " + expected + ", was " + wrong(expected);
  }

  private String wrong(FieldType expected) {
    if (expected.kind() == FieldType.Kind.INTEGER && found == Found.INTEGER) {
      return "one of more than 64 bits";
    }
    boolean written =
        expected.kind() == FieldType.Kind.DATE && found != Found.NULL && text(expected);
    return written ? "another text or an impossible date" : found.toString();
  }

  private boolean text(FieldType expected) {
    var format = expected.format();
    return format != null && (format.numeric() ? isNumber() : found == Found.STRING);
  }

  String name() {
    return name;
  }

  Found found() {
    return found;
  }

  /** The text of a string or number that is kept, without quotes and escapes; else null. */
  @Nullable String text() {
    return text;
  }
}
