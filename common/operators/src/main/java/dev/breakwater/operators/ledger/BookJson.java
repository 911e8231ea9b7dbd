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

/** What entries and verdicts have in common as JSON, and how their members are read. */
public final class BookJson {

  private static final int VERSION = 1;
  private static final int CHECKSUM_DIGITS = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BookJson() {}

  /** Writes the members of an object. */
  public interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  /** An object of the present version. */
  public static byte[] write(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("v", VERSION);
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** Where a bucket begins, null for {@link LedgerEntry#IMPOSSIBLE}. */
  public static void writeBucket(long bucket, JsonGenerator out) throws IOException {
    if (bucket == LedgerEntry.IMPOSSIBLE) {
      out.writeNullField("bucket");
    } else {
      out.writeStringField("bucket", Rfc3339.format(bucket));
    }
  }

  /** A number and its checksum. */
  public static void writeSum(long count, long checksum, JsonGenerator out) throws IOException {
    out.writeNumberField("count", count);
    out.writeStringField("checksum", HexFormat.of().toHexDigits(checksum));
  }

  /**
   * Reads an object of this version.
   *
   * @param what it should be, for the error
   */
  public static JsonNode read(byte[] json, String what) throws RejectedException {
    JsonNode object;
    try {
      object = JSON.readTree(json);
    } catch (IOException e) {
      throw new RejectedException(
          Reason.MALFORMED, what + " must be one JSON object, was something else");
    }
    if (!object.isObject()) {
      throw wrong(what, "a JSON object", object.getNodeType());
    }
    long version = number(object, "v");
    if (version != VERSION) {
      throw wrong("v", String.valueOf(VERSION), version);
    }
    return object;
  }

  public static long bucket(JsonNode object) throws RejectedException {
    JsonNode bucket = object.get("bucket");
    return bucket != null && bucket.isNull() ? LedgerEntry.IMPOSSIBLE : time(object, "bucket");
  }

  public static long checksum(JsonNode object) throws RejectedException {
    String digits = text(object, "checksum");
    if (digits.length() != CHECKSUM_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw wrong("checksum", "16 hexadecimal digits", digits);
    }
    return HexFormat.fromHexDigitsToLong(digits);
  }

  /** A time, in milliseconds since 1970. */
  public static long time(JsonNode object, String name) throws RejectedException {
    String text = text(object, name);
    long millis = Rfc3339.parse(text);
    if (millis == Rfc3339.INVALID) {
      throw wrong(name, "an RFC 3339 time", text);
    }
    return millis;
  }

  public static String text(JsonNode object, String name) throws RejectedException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw wrong(name, "a string", value);
    }
    return value.textValue();
  }

  public static long number(JsonNode object, String name) throws RejectedException {
    JsonNode value = object.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number", value);
    }
    return value.longValue();
  }

  /** The error for a member that is something else than is allowed, or missing. */
  public static RejectedException wrong(String name, String allowed, @Nullable Object was) {
    return new RejectedException(
        Reason.INVALID, name + " must be " + allowed + ", was " + (was == null ? "missing" : was));
  }
}
