package dev.breakwater.operators.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.time.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verdicts as JSON. */
final class VerdictJson {

  private static final int VERSION = 1;
  private static final int CHECKSUM_DIGITS = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private VerdictJson() {}

  static byte[] write(Verdict verdict) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("v", VERSION);
      out.writeStringField("equation", verdict.account().equation().code());
      out.writeStringField("topic", verdict.account().topic());
      out.writeStringField("job", verdict.account().job());
      if (verdict.bucket() == LedgerEntry.IMPOSSIBLE) {
        out.writeNullField("bucket");
      } else {
        out.writeStringField("bucket", Rfc3339.format(verdict.bucket()));
      }
      out.writeNumberField("size_ms", verdict.sizeMs());
      out.writeStringField("verdict", verdict.ruling().code());
      out.writeNumberField("difference", verdict.difference());
      writeSide("debit", verdict.debit(), out);
      writeSide("credit", verdict.credit(), out);
      out.writeNumberField("revision", verdict.revision());
      out.writeStringField("closed_at", Rfc3339.format(verdict.closedAt()));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void writeSide(String name, Side side, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(name);
    writeSum(side.total(), out);
    out.writeObjectFieldStart("by");
    for (Map.Entry<String, Sum> part : side.parts().entrySet()) {
      out.writeObjectFieldStart(part.getKey());
      writeSum(part.getValue(), out);
      out.writeEndObject();
    }
    out.writeEndObject();
    writeAges(side.ages(), out);
    out.writeEndObject();
  }

  /** The quantiles are for people, who need not add up; whoever does takes the ages themselves. */
  private static void writeAges(Ages ages, JsonGenerator out) throws IOException {
    if (ages.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("age_ms");
    out.writeNumberField("count", ages.count());
    out.writeNumberField("p50", ages.p50());
    out.writeNumberField("p95", ages.p95());
    out.writeNumberField("p99", ages.p99());
    ages.write(out);
    out.writeEndObject();
  }

  private static void writeSum(Sum sum, JsonGenerator out) throws IOException {
    out.writeNumberField("count", sum.count());
    out.writeStringField("checksum", HexFormat.of().toHexDigits(sum.checksum()));
  }

  static Verdict read(byte[] json) throws RejectedException {
    JsonNode object;
    try {
      object = JSON.readTree(json);
    } catch (IOException e) {
      throw new RejectedException(
          Reason.MALFORMED, "a verdict must be one JSON object, was something else");
    }
    long version = number(object, "v");
    if (version != VERSION) {
      throw invalid("v must be " + VERSION + ", was " + version);
    }
    JsonNode bucket = object.get("bucket");
    return new Verdict(
        new Account(equation(object), text(object, "topic"), text(object, "job")),
        bucket != null && bucket.isNull() ? LedgerEntry.IMPOSSIBLE : time(object, "bucket"),
        number(object, "size_ms"),
        ruling(object),
        side(object, "debit"),
        side(object, "credit"),
        (int) number(object, "revision"),
        time(object, "closed_at"));
  }

  private static Equation equation(JsonNode object) throws RejectedException {
    Equation equation = Equation.byCode(text(object, "equation"));
    if (equation == null) {
      throw wrong("equation", "job or topic", object.get("equation"));
    }
    return equation;
  }

  private static Ruling ruling(JsonNode object) throws RejectedException {
    Ruling ruling = Ruling.byCode(text(object, "verdict"));
    if (ruling == null) {
      throw wrong("verdict", "one that is known", object.get("verdict"));
    }
    return ruling;
  }

  private static Side side(JsonNode object, String name) throws RejectedException {
    JsonNode side = object.path(name);
    SortedMap<String, Sum> parts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> part : side.path("by").properties()) {
      parts.put(part.getKey(), sum(part.getValue()));
    }
    return new Side(sum(side), parts, Ages.parse(side.get("age_ms")));
  }

  private static Sum sum(JsonNode object) throws RejectedException {
    String digits = text(object, "checksum");
    if (digits.length() != CHECKSUM_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw wrong("checksum", "16 hexadecimal digits", object.get("checksum"));
    }
    return new Sum(number(object, "count"), HexFormat.fromHexDigitsToLong(digits));
  }

  private static long time(JsonNode object, String name) throws RejectedException {
    long millis = Rfc3339.parse(text(object, name));
    if (millis == Rfc3339.INVALID) {
      throw wrong(name, "an RFC 3339 time", object.get(name));
    }
    return millis;
  }

  private static String text(JsonNode object, String name) throws RejectedException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw wrong(name, "a string", value);
    }
    return value.textValue();
  }

  private static long number(JsonNode object, String name) throws RejectedException {
    JsonNode value = object.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number", value);
    }
    return value.longValue();
  }

  private static RejectedException wrong(String name, String allowed, @Nullable JsonNode was) {
    return invalid(name + " must be " + allowed + ", was " + (was == null ? "missing" : was));
  }

  private static RejectedException invalid(String message) {
    return new RejectedException(Reason.INVALID, message);
  }
}
