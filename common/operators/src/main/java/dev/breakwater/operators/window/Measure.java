package dev.breakwater.operators.window;

import dev.breakwater.operators.json.JsonPointer;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One number that is told of each window.
 *
 * @param name of the field in results
 * @param function what is computed
 * @param pointer of what: a place in the payload; null for count alone
 * @param argument the digits behind the point of a mean, which quantile; null for the others
 */
public record Measure(
    String name, Function function, @Nullable JsonPointer pointer, @Nullable BigDecimal argument)
    implements Serializable {

  /** What can be computed. */
  public enum Function {
    COUNT,
    SUM,
    MIN,
    MAX,
    MEAN,
    DISTINCT,
    QUANTILE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The forms of a measure, for messages and documentation. */
  static final String ALLOWED =
      "count, sum(POINTER), min(POINTER), max(POINTER), mean(POINTER), mean(POINTER, DIGITS),"
          + " distinct(POINTER), quantile(POINTER, Q)";

  private static final int MOST_MEAN_DIGITS = 30;
  private static final BigDecimal MEAN_DIGITS = BigDecimal.valueOf(6);

  /**
   * Reads a measure as options have it: {@code count}, {@code quantile(/delay, 0.95)}.
   *
   * @throws IllegalArgumentException saying what is wrong, to follow the key of an option
   */
  static Measure parse(String name, String text) {
    int open = text.indexOf('(');
    Function function = function((open < 0 ? text : text.substring(0, open)).trim());
    if (function == Function.COUNT) {
      if (open >= 0) {
        throw new IllegalArgumentException("counts events and takes nothing in parentheses");
      }
      return new Measure(name, function, null, null);
    }
    String trimmed = text.trim();
    if (open < 0 || !trimmed.endsWith(")")) {
      throw new IllegalArgumentException("must say of what, in parentheses");
    }
    String inside = trimmed.substring(trimmed.indexOf('(') + 1, trimmed.length() - 1).trim();
    return switch (function) {
      case MEAN -> mean(name, inside);
      case QUANTILE -> quantile(name, inside);
      default -> new Measure(name, function, pointer(inside), null);
    };
  }

  private static Function function(String name) {
    return Arrays.stream(Function.values())
        .filter(function -> function.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must begin with one of "
                        + Arrays.stream(Function.values())
                            .map(Function::toString)
                            .collect(Collectors.joining(", "))));
  }

  private static Measure mean(String name, String inside) {
    int comma = inside.lastIndexOf(',');
    if (comma < 0) {
      return new Measure(name, Function.MEAN, pointer(inside), MEAN_DIGITS);
    }
    String digits = inside.substring(comma + 1).trim();
    if (!digits.matches("[0-9]{1,2}") || Integer.parseInt(digits) > MOST_MEAN_DIGITS) {
      throw new IllegalArgumentException(
          "must have 0 to %d digits behind the point".formatted(MOST_MEAN_DIGITS));
    }
    return new Measure(
        name, Function.MEAN, pointer(inside.substring(0, comma)), new BigDecimal(digits));
  }

  private static Measure quantile(String name, String inside) {
    int comma = inside.lastIndexOf(',');
    String q = comma < 0 ? "" : inside.substring(comma + 1).trim();
    if (!q.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
      throw new IllegalArgumentException("must say which quantile, 0 to 1, behind a comma");
    }
    return new Measure(
        name, Function.QUANTILE, pointer(inside.substring(0, comma)), new BigDecimal(q));
  }

  private static JsonPointer pointer(String text) {
    String trimmed = text.trim();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("must name a place of the payload, such as /delay");
    }
    return JsonPointer.parse(trimmed);
  }

  /** As it is written in options. */
  @Override
  public String toString() {
    String argued = argument == null ? "" : ", " + argument.toPlainString();
    return pointer == null ? function.toString() : function + "(" + pointer.text() + argued + ")";
  }
}
