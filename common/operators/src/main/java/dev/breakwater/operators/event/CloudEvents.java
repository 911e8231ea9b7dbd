package dev.breakwater.operators.event;

import dev.breakwater.operators.time.Rfc3339;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 as they come in the Kafka protocol binding.
 *
 * <p>Rules beyond the specification, the same in both modes:
 *
 * <ul>
 *   <li>What cannot be read (not UTF-8, not JSON, a key twice, too deep, something after the
 *       envelope) is {@link Reason#MALFORMED}; what can be read but breaks a rule (an attribute
 *       missing, empty, of a wrong name or type, a version other than 1.0, a bad time) is {@link
 *       Reason#INVALID}.
 *   <li>Of repeated headers the last counts; headers without a value do not count.
 *   <li>At most 64 extension attributes; names in an envelope of at most 1,024 bytes. No limit on
 *       the length of attributes other than the record's own.
 *   <li>An event without a time has that of its record.
 *   <li>{@code source} and {@code dataschema} are not checked to be URIs.
 * </ul>
 */
public final class CloudEvents {

  /** How a record carries its attributes, told by its headers alone. */
  public enum Mode {
    /** Attributes in {@code ce_*} headers, the value is the payload. */
    BINARY,
    /** The value is an envelope of attributes and payload. */
    STRUCTURED,
    /** The value is an array of envelopes: one record, several events. */
    BATCHED,
    /** Not a CloudEvent. */
    NONE
  }

  private CloudEvents() {}

  /** The mode of a record: by its content type, else by the presence of a version. */
  public static Mode mode(RawRecord record) {
    Headers headers = record.headers();
    if (headers.size() == 0) {
      return Mode.NONE;
    }
    byte[] contentType = lastValue(headers, HeaderNames.CONTENT_TYPE);
    Mode mode = contentType == null ? Mode.NONE : MediaTypes.mode(contentType);
    if (mode != Mode.NONE) {
      return mode;
    }
    return lastValue(headers, HeaderNames.SPEC_VERSION) == null ? Mode.NONE : Mode.BINARY;
  }

  /**
   * The event in a record in binary mode. Its payload is the record's value, null where the event
   * has none.
   */
  public static Event fromBinary(RawRecord record) throws RejectedException {
    return BinaryReader.read(record);
  }

  /**
   * The time of the event in a record in binary mode, epoch milliseconds: what the event will say,
   * for watermarks that are made before it is read. {@link Rfc3339#INVALID} where it is no time.
   */
  public static long timeOfBinary(RawRecord record) {
    byte[] time = lastValue(record.headers(), HeaderNames.TIME);
    return time == null ? record.timestamp() : Rfc3339.parse(time, 0, time.length);
  }

  /**
   * The event in a record in structured mode.
   *
   * <p>Its payload is, byte for byte, what stands at {@code data} where the content type is JSON or
   * not said; the text of the string at {@code data} where it is another; the bytes in {@code
   * data_base64}; or null. A JSON {@code null} at {@code data} is a payload, elsewhere it is
   * nothing.
   *
   * @param maxDepth how deep {@code data} may be nested; an object of plain members is 1
   */
  public static Event fromStructured(RawRecord record, int maxDepth) throws RejectedException {
    byte[] contentType = lastValue(record.headers(), HeaderNames.CONTENT_TYPE);
    if (contentType != null) {
      MediaTypes.requireJsonEnvelope(AttributeText.decode(contentType, HeaderNames.CONTENT_TYPE));
    }
    return StructuredReader.read(record, maxDepth);
  }

  /**
   * True for a text that an attribute may hold: no control characters, noncharacters or unpaired
   * surrogates. For attributes that are taken from elsewhere, such as from a payload.
   */
  public static boolean isAttributeText(String text) {
    return AttributeText.isAllowed(text);
  }

  /** True where a payload of this content type is JSON; one of no content type is, too. */
  public static boolean isJson(@Nullable String contentType) {
    return contentType == null || MediaTypes.isJson(contentType);
  }

  private static byte @Nullable [] lastValue(Headers headers, String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      byte[] value = headers.value(i);
      if (value != null && headers.name(i).equals(name)) {
        return value;
      }
    }
    return null;
  }
}
