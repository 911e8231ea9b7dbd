package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Events in structured mode: one JSON object that holds attributes and payload. Used once, for one
 * record.
 */
final class StructuredReader {

  /**
   * Names are not interned, and the table of names that all parsers share never refuses one:
   * otherwise a producer of many or colliding names could get the records of others refused.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final RawRecord record;
  private final byte[] value;
  private final int maxDepth;
  private final AttributeReader reader = new AttributeReader("");

  /** What kind of JSON value {@code data} is, if it is there, and where its bytes are. */
  private @Nullable JsonToken dataKind;

  private int dataFrom;
  private int dataTo;
  private byte @Nullable [] decoded;

  private StructuredReader(RawRecord record, byte[] value, int maxDepth) {
    this.record = record;
    this.value = value;
    this.maxDepth = maxDepth;
  }

  static Event read(RawRecord record, int maxDepth) throws RejectedException {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      throw malformed("must be a JSON object, was " + (value == null ? "null" : "empty"));
    }
    if (!Utf8.isValid(value)) {
      throw malformed("must be UTF-8, was not");
    }
    return new StructuredReader(record, value, maxDepth).read();
  }

  private Event read() throws RejectedException {
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("must be a JSON object, was another JSON value");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        readMember(parser, name);
      }
      if (parser.nextToken() != null) {
        throw malformed("must be one JSON object, was followed by more");
      }
      return event();
    } catch (JsonProcessingException e) {
      throw malformed(what(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private void readMember(JsonParser parser, String name) throws IOException, RejectedException {
    JsonToken token = parser.nextToken();
    if (name.equals("data")) {
      readData(parser, token);
    } else if (token == JsonToken.VALUE_NULL) {
      return;
    } else if (name.equals("data_base64")) {
      decoded = decode(text(parser, token, name));
    } else {
      readAttribute(parser, token, name);
    }
  }

  private void readAttribute(JsonParser parser, JsonToken token, String name)
      throws IOException, RejectedException {
    switch (token) {
      case VALUE_STRING -> {
        String text = parser.getText();
        AttributeText.check(text, name);
        reader.set(name, text);
      }
      case VALUE_TRUE, VALUE_FALSE -> extension(name, parser.getText());
      case VALUE_NUMBER_INT -> extension(name, integer(parser, name));
      default -> throw notAllowed(name);
    }
  }

  private void extension(String name, String value) throws RejectedException {
    if (isOwn(name)) {
      throw invalid(name + " must be a string, was not");
    }
    reader.setExtension(name, value);
  }

  private static boolean isOwn(String name) {
    return switch (name) {
      case "specversion", "id", "source", "type", "subject", "time" -> true;
      case "dataschema", "datacontenttype" -> true;
      default -> false;
    };
  }

  private static String integer(JsonParser parser, String name)
      throws IOException, RejectedException {
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw notAllowed(name);
    }
    return Integer.toString(parser.getIntValue());
  }

  private static String text(JsonParser parser, JsonToken token, String name)
      throws IOException, RejectedException {
    if (token != JsonToken.VALUE_STRING) {
      throw invalid(name + " must be a string, was not");
    }
    return parser.getText();
  }

  /** Notes where the payload lies; what it means is known when its content type is. */
  private void readData(JsonParser parser, JsonToken token) throws IOException, RejectedException {
    dataKind = token;
    dataFrom = (int) parser.currentTokenLocation().getByteOffset();
    int depth = 0;
    for (JsonToken next = token; ; next = parser.nextToken()) {
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      if (depth > maxDepth) {
        throw malformed("data must be nested at most " + maxDepth + " deep, was deeper");
      }
      if (depth == 0) {
        break;
      }
    }
    parser.finishToken();
    dataTo = (int) parser.currentLocation().getByteOffset();
  }

  private Event event() throws IOException, RejectedException {
    if (dataKind != null && decoded != null) {
      throw invalid("data and data_base64 must not both be there, were");
    }
    String contentType = reader.contentType();
    if (dataKind != null && contentType == null) {
      contentType = MediaTypes.JSON;
    }
    Attributes attributes = reader.attributes(contentType);
    long time = reader.time(record);
    if (dataKind == null || contentType == null) {
      return new Event(record, attributes, time, decoded);
    }
    if (MediaTypes.isJson(contentType)) {
      byte[] slice = Arrays.copyOfRange(value, dataFrom, dataTo);
      return new Event(record, attributes, time, slice, dataFrom);
    }
    return new Event(record, attributes, time, textData());
  }

  /** The text in the JSON string that is the payload of an event whose content is not JSON. */
  private byte[] textData() throws IOException, RejectedException {
    if (dataKind != JsonToken.VALUE_STRING) {
      throw invalid("data must be a string where datacontenttype is not JSON, was not");
    }
    try (JsonParser parser = JSON.createParser(value, dataFrom, dataTo - dataFrom)) {
      String text = parser.nextTextValue();
      byte[] bytes = text.getBytes(UTF_8);
      if (!text.equals(new String(bytes, UTF_8))) {
        throw invalid("data must not hold unpaired surrogates, did");
      }
      return bytes;
    }
  }

  private static byte[] decode(String base64) throws RejectedException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("data_base64 must be base64 as in RFC 4648, was not");
    }
  }

  /** Where it went wrong; the parser's own message may repeat contents. */
  private static String what(JsonProcessingException e) {
    boolean twice =
        e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate");
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return (twice ? "must not hold a key twice, did" : "must be JSON, was not") + " at byte " + at;
  }

  private static RejectedException malformed(String what) {
    return new RejectedException(Reason.MALFORMED, "envelope " + what);
  }

  private static RejectedException invalid(String what) {
    return new RejectedException(Reason.INVALID, what);
  }

  private static RejectedException notAllowed(String name) {
    return invalid(
        AttributeText.shown(name)
            + " must be a string, a boolean or an integer of 32 bits, was another JSON value");
  }
}
