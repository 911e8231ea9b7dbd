package dev.breakwater.operators.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.time.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Entries as JSON. */
final class EntryJson {

  private static final long VERSION = 1;
  private static final int CHECKSUM_DIGITS = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EntryJson() {}

  static byte[] write(LedgerEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("v", VERSION);
      out.writeStringField("job", entry.job());
      out.writeStringField("boundary", entry.boundary().code());
      out.writeStringField("name", entry.name());
      out.writeStringField("topic", entry.topic());
      if (entry.bucket() == LedgerEntry.IMPOSSIBLE) {
        out.writeNullField("bucket");
      } else {
        out.writeStringField("bucket", Rfc3339.format(entry.bucket()));
      }
      out.writeNumberField("size_ms", entry.sizeMs());
      out.writeNumberField("count", entry.count());
      out.writeStringField("checksum", HexFormat.of().toHexDigits(entry.checksum()));
      out.writeStringField("booked_at", Rfc3339.format(entry.bookedAt()));
      if (!entry.ages().isEmpty()) {
        out.writeObjectFieldStart("age_ms");
        entry.ages().write(out);
        out.writeEndObject();
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  static LedgerEntry read(byte[] json) throws RejectedException {
    JsonNode object = object(json);
    long version = number(object, "v");
    if (version != VERSION) {
      throw invalid("v must be " + VERSION + ", was " + version);
    }
    JsonNode bucket = object.get("bucket");
    try {
      return new LedgerEntry(
          text(object, "job"),
          boundary(text(object, "boundary")),
          text(object, "name"),
          text(object, "topic"),
          bucket != null && bucket.isNull() ? LedgerEntry.IMPOSSIBLE : time(object, "bucket"),
          number(object, "size_ms"),
          number(object, "count"),
          checksum(text(object, "checksum")),
          time(object, "booked_at"),
          Ages.parse(object.get("age_ms")));
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static JsonNode object(byte[] json) throws RejectedException {
    JsonNode object;
    try {
      object = JSON.readTree(json);
    } catch (IOException e) {
      throw new RejectedException(
          Reason.MALFORMED, "a ledger entry must be one JSON object, was something else");
    }
    if (!object.isObject()) {
      throw invalid("a ledger entry must be a JSON object, was " + object.getNodeType());
    }
    return object;
  }

  private static Boundary boundary(String code) throws RejectedException {
    Boundary boundary = Boundary.byCode(code);
    if (boundary == null) {
      throw invalid("boundary must be read, exit, written or received, was " + code);
    }
    return boundary;
  }

  private static long checksum(String digits) throws RejectedException {
    if (digits.length() != CHECKSUM_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw invalid("checksum must be 16 hexadecimal digits, was " + digits);
    }
    return HexFormat.fromHexDigitsToLong(digits);
  }

  private static long time(JsonNode object, String name) throws RejectedException {
    String text = text(object, name);
    long millis = Rfc3339.parse(text);
    if (millis == Rfc3339.INVALID) {
      throw invalid(name + " must be an RFC 3339 time, was " + text);
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

  private static RejectedException invalid(@Nullable String message) {
    return new RejectedException(Reason.INVALID, String.valueOf(message));
  }
}
