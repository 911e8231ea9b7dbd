package dev.breakwater.operators.window;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.Found;
import dev.breakwater.operators.json.Place;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the current payload has at one place that measures or the key ask for.
 *
 * <p>A number takes part with its exact decimal value if it has at most 64 significant digits and
 * is 0 or between 10⁻³⁰⁷ and 10³⁰⁸ in magnitude, so that sums stay bounded. Small ones are a long
 * and a scale, without an object.
 */
final class Reading implements Place {

  static final int MOST_DIGITS = 64;
  static final int LARGEST_EXPONENT = 307;

  private static final int MOST_CHARACTERS = 1_000;

  /** Any number of so many characters fits into a long, whatever its sign and point. */
  private static final int COMPACT = 18;

  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private static final int STRING = 1;
  private static final int NUMBER = 2;
  private static final int BOOLEAN = 3;

  private final String name;
  private boolean wantsNumber;
  private boolean wantsHash;
  private boolean wantsText;

  private Found found = Found.NOTHING;
  private boolean inRange;
  private long unscaled;
  private int scale;
  private @Nullable BigDecimal large;
  private long hash;
  private @Nullable String text;

  Reading(String name) {
    this.name = name;
  }

  Reading wantNumber() {
    wantsNumber = true;
    return this;
  }

  Reading wantHash() {
    wantsHash = true;
    return this;
  }

  Reading wantText() {
    wantsText = true;
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
    if (isNumber() && (wantsNumber || wantsHash)) {
      readNumber(parser);
    }
    if (wantsHash && isScalar()) {
      hash = hash(parser);
    }
    if (wantsText && isScalar()) {
      text = parser.getText();
    }
  }

  private void readNumber(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    inRange = true;
    large = null;
    if (length <= COMPACT && compact(parser.getTextCharacters(), parser.getTextOffset(), length)) {
      return;
    }
    inRange = length <= MOST_CHARACTERS && large(parser.getText());
  }

  private boolean large(String number) {
    try {
      BigDecimal exact = new BigDecimal(number).stripTrailingZeros();
      int exponent = exact.precision() - exact.scale() - 1;
      large = exact;
      return exact.precision() <= MOST_DIGITS && Math.abs(exponent) <= LARGEST_EXPONENT;
    } catch (NumberFormatException | ArithmeticException e) {
      // The exponent is larger than any that can be held.
      return false;
    }
  }

  /** Reads digits with at most a sign and a point; false where there is an exponent. */
  private boolean compact(char[] chars, int from, int length) {
    long number = 0;
    int point = -1;
    boolean negative = chars[from] == '-';
    for (int i = negative ? 1 : 0; i < length; i++) {
      char c = chars[from + i];
      if (c == '.') {
        point = i;
      } else if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
      } else {
        return false;
      }
    }
    int digits = point < 0 ? 0 : length - point - 1;
    while (digits > 0 && number % 10 == 0) {
      number /= 10;
      digits--;
    }
    unscaled = negative ? -number : number;
    scale = digits;
    return true;
  }

  /** Equal numbers have one hash, however they are written; a string is never a number. */
  private long hash(JsonParser parser) throws IOException {
    if (isNumber()) {
      return inRange ? hash(NUMBER, Decimals.text(decimal())) : 0;
    }
    if (found == Found.BOOLEAN) {
      return hash(BOOLEAN, parser.getText());
    }
    return TextHash.of(
        STRING, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static long hash(int kind, String text) {
    return TextHash.of(kind, text.toCharArray(), 0, text.length());
  }

  /** Refuses the event if there is something here that cannot be measured. */
  void check() throws RejectedException {
    if (wantsNumber && isThere() && !isNumber()) {
      throw new RejectedException(
          Reason.INVALID, name + " must be a number, null or missing, was " + found);
    }
    if (isNumber() && !inRange && (wantsNumber || wantsHash)) {
      throw new RejectedException(
          Reason.INVALID,
          "%s must have at most %d digits and be below 10^%d, and 0 or above 10^-%d in magnitude"
              .formatted(name, MOST_DIGITS, LARGEST_EXPONENT + 1, LARGEST_EXPONENT));
    }
    if (wantsHash && isThere() && !isScalar()) {
      throw new RejectedException(
          Reason.INVALID, name + " must be a single value, null or missing, was " + found);
    }
  }

  /** False where there is nothing or null: such an event is not counted by the measure. */
  boolean isThere() {
    return found != Found.NOTHING && found != Found.NULL;
  }

  boolean isNumber() {
    return found == Found.INTEGER || found == Found.NUMBER;
  }

  private boolean isScalar() {
    return found == Found.STRING || found == Found.BOOLEAN || isNumber();
  }

  Found found() {
    return found;
  }

  String name() {
    return name;
  }

  @Nullable String text() {
    return text;
  }

  long hash() {
    return hash;
  }

  /** The number where it is not a long and a scale. */
  @Nullable BigDecimal large() {
    return large;
  }

  long unscaled() {
    return unscaled;
  }

  /** 0 to 17. */
  int scale() {
    return scale;
  }

  BigDecimal decimal() {
    return large != null ? large : BigDecimal.valueOf(unscaled, scale);
  }

  /** The nearest double: the same for equal numbers, however they are written. */
  double nearest() {
    boolean exact = large == null && scale == 0 && Math.abs(unscaled) < EXACT_IN_DOUBLE;
    return exact ? unscaled : decimal().doubleValue();
  }
}
