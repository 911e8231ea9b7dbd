package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Digests of JSON that do not depend on white space, the order of members or the spelling of
 * numbers and texts, and leave out the ignored fields.
 *
 * <p>The digest of an object is that of its members in any order, of an array that of its elements
 * in theirs; numbers are equal by value ({@code 1}, {@code 1.0}, {@code 1e0}).
 */
final class CanonicalJson {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private static final Digest OBJECT = new Digest(11, 12);
  private static final Digest ARRAY = new Digest(21, 22);
  private static final Digest TRUE = new Digest(31, 32);
  private static final Digest FALSE = new Digest(41, 42);
  private static final Digest NULL = new Digest(51, 52);
  private static final Digest WHOLE = new Digest(61, 62);
  private static final int LONG_DIGITS = 19;
  private static final int NAME_SEED = 4;
  private static final int TEXT_SEED = 5;
  private static final int NUMBER_SEED = 6;

  private final IgnoredFields ignored;

  CanonicalJson(IgnoredFields ignored) {
    this.ignored = ignored;
  }

  /** Null where the document is not one JSON value. */
  @Nullable Digest digest(byte[] document) {
    try (JsonParser parser = JSON.createParser(document)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      Digest digest = value(parser, token, ignored);
      return parser.nextToken() == null ? digest : null;
    } catch (IOException | NumberFormatException e) {
      // An array in memory can always be read: it is no JSON, or has a number that no one can hold.
      return null;
    }
  }

  private Digest value(JsonParser parser, JsonToken token, @Nullable IgnoredFields place)
      throws IOException {
    if (IgnoredFields.isIgnored(place)) {
      parser.skipChildren();
      return Digest.EMPTY;
    }
    return switch (token) {
      case START_OBJECT -> object(parser, place);
      case START_ARRAY -> array(parser, place);
      case VALUE_STRING -> Content.hash(parser.getText().getBytes(UTF_8), TEXT_SEED);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> TRUE;
      case VALUE_FALSE -> FALSE;
      default -> NULL;
    };
  }

  private Digest object(JsonParser parser, @Nullable IgnoredFields place) throws IOException {
    Digest members = Digest.EMPTY;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      IgnoredFields inner = place == null ? null : place.member(name);
      JsonToken token = parser.nextToken();
      if (IgnoredFields.isIgnored(inner)) {
        parser.skipChildren();
        continue;
      }
      Digest hash = Content.hash(name.getBytes(UTF_8), NAME_SEED);
      members = members.with(hash.then(value(parser, token, inner)));
    }
    return OBJECT.then(members);
  }

  private Digest array(JsonParser parser, @Nullable IgnoredFields place) throws IOException {
    Digest elements = ARRAY;
    int position = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      IgnoredFields inner = place == null ? null : place.element(position);
      elements = elements.then(value(parser, token, inner));
      position++;
    }
    return elements;
  }

  private static Digest number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long whole = parser.getLongValue();
      return WHOLE.then(new Digest(whole, whole));
    }
    BigDecimal number = parser.getDecimalValue();
    // Not those of the number itself: its exponent may be at the end of what one can be.
    BigDecimal digits = new BigDecimal(number.unscaledValue()).stripTrailingZeros();
    long exponent = digits.signum() == 0 ? 0 : -(long) number.scale() - digits.scale();
    if (exponent >= 0 && digits.precision() + exponent <= LONG_DIGITS) {
      BigInteger whole = digits.unscaledValue().multiply(BigInteger.TEN.pow((int) exponent));
      if (whole.bitLength() < Long.SIZE) {
        return WHOLE.then(new Digest(whole.longValue(), whole.longValue()));
      }
    }
    String text = digits.unscaledValue() + "e" + exponent;
    return Content.hash(text.getBytes(UTF_8), NUMBER_SEED);
  }
}
