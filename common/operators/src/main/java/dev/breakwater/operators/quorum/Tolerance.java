package dev.breakwater.operators.quorum;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two JSON documents are the same but for ignored fields and for numbers that are near each
 * other: apart by no more than the absolute tolerance, or by no more than the relative one of the
 * larger of both.
 *
 * <p>Being near is not transitive, so it is only ever asked of a copy and the leading one of its
 * group. Only asked where digests differ.
 */
final class Tolerance {

  private static final ObjectMapper TREES =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A difference of 1e999999999 and 1 would have as many digits; beyond, numbers must be equal. */
  private static final int MAX_SCALE = 2_000;

  private final IgnoredFields ignored;
  private final BigDecimal absolute;
  private final BigDecimal relative;

  Tolerance(IgnoredFields ignored, double absolute, double relative) {
    this.ignored = ignored;
    this.absolute = BigDecimal.valueOf(absolute);
    this.relative = BigDecimal.valueOf(relative);
  }

  /** False where one of them is not JSON. */
  boolean agree(byte[] leader, byte[] copy) {
    try {
      return same(TREES.readTree(leader), TREES.readTree(copy), ignored);
    } catch (IOException | NumberFormatException e) {
      // An array in memory can always be read: one of them is no JSON that can be compared.
      return false;
    }
  }

  private boolean same(JsonNode one, JsonNode other, @Nullable IgnoredFields place) {
    if (IgnoredFields.isIgnored(place)) {
      return true;
    }
    if (one.isNumber() && other.isNumber()) {
      return near(one.decimalValue(), other.decimalValue());
    }
    if (one.isObject() && other.isObject()) {
      return includes(one, other, place, true) && includes(other, one, place, false);
    }
    if (one.isArray() && other.isArray()) {
      return sameElements(one, other, place);
    }
    return one.equals(other);
  }

  /** Whether each member is in the other object, too, and the same if that is asked. */
  private boolean includes(
      JsonNode one, JsonNode other, @Nullable IgnoredFields place, boolean compare) {
    for (Map.Entry<String, JsonNode> member : one.properties()) {
      IgnoredFields inner = place == null ? null : place.member(member.getKey());
      if (IgnoredFields.isIgnored(inner)) {
        continue;
      }
      JsonNode twin = other.get(member.getKey());
      if (twin == null || (compare && !same(member.getValue(), twin, inner))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameElements(JsonNode one, JsonNode other, @Nullable IgnoredFields place) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      IgnoredFields inner = place == null ? null : place.element(i);
      if (!same(one.get(i), other.get(i), inner)) {
        return false;
      }
    }
    return true;
  }

  private boolean near(BigDecimal one, BigDecimal other) {
    if (isExtreme(one) || isExtreme(other)) {
      return one.compareTo(other) == 0;
    }
    BigDecimal apart = one.subtract(other).abs();
    if (apart.compareTo(absolute) <= 0) {
      return true;
    }
    return apart.compareTo(one.abs().max(other.abs()).multiply(relative)) <= 0;
  }

  private static boolean isExtreme(BigDecimal number) {
    return Math.abs((long) number.scale()) > MAX_SCALE;
  }
}
