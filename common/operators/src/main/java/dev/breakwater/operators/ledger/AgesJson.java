package dev.breakwater.operators.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.sketch.LogHistogram;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ages as JSON: {@code "max":530,"from":{"0":12,"512":3}}, that is how many were at least so old,
 * and less than the next one.
 */
final class AgesJson {

  private static final int MOST_DIGITS = 15;

  private AgesJson() {}

  static void write(Ages ages, JsonGenerator out) throws IOException {
    out.writeNumberField("max", ages.max());
    out.writeObjectFieldStart("from");
    // Milliseconds are whole, and so are the bounds of the buckets that they fall into.
    ages.<IOException>forEach(
        (lowest, count) -> out.writeNumberField(Long.toString((long) lowest), count));
    out.writeEndObject();
  }

  static Ages read(JsonNode object) throws RejectedException {
    JsonNode from = object.path("from");
    if (!from.isObject()) {
      throw invalid("age_ms.from must be an object", from.isMissingNode() ? "missing" : from);
    }
    LogHistogram histogram = Ages.newHistogram();
    long greatest = positiveOrZero("age_ms.max", object.get("max"));
    for (Map.Entry<String, JsonNode> each : from.properties()) {
      long age = age(each.getKey());
      long count = positiveOrZero("a count of age_ms.from", each.getValue());
      if (count == 0 || age > greatest) {
        throw invalid("age_ms.from must have positive counts of ages up to max", each);
      }
      histogram.add((double) age, count);
    }
    return Ages.of(histogram, greatest);
  }

  private static long age(String text) throws RejectedException {
    if (text.isEmpty()
        || text.length() > MOST_DIGITS
        || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      throw invalid("age_ms.from must be by whole milliseconds", text);
    }
    return Long.parseLong(text);
  }

  private static long positiveOrZero(String name, @Nullable JsonNode value)
      throws RejectedException {
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(name + " must be a whole number", value == null ? "missing" : value);
    }
    if (value.longValue() < 0) {
      throw invalid(name + " must not be negative", value);
    }
    return value.longValue();
  }

  private static RejectedException invalid(String rule, Object was) {
    return new RejectedException(Reason.INVALID, rule + ", was " + was);
  }
}
