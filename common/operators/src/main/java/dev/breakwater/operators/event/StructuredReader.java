package dev.breakwater.operators.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Events in structured mode: one JSON object that holds attributes and payload. Used once, for one
 * record.
 */
final class StructuredReader {

  private static final int MAX_INTEGER = "-2147483648".length();

  private final RawRecord record;
  private final byte[] value;
  private final int maxDepth;
  private final AttributeReader reader = new AttributeReader("");

  /** What stands at {@code data}, if it is there. */
  private @Nullable JsonSlice data;

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
    try (JsonParser parser = StrictJson.parser(value, 0, value.length)) {
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
      throw malformed(StrictJson.what(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private void readMember(JsonParser parser, String name) throws IOException, RejectedException {
    JsonToken token = parser.nextToken();
    if (name.equals("data")) {
      data = JsonSlice.read(parser, value, maxDepth);
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
    boolean small = parser.getTextLength() <= MAX_INTEGER;
    if (!small || parser.getNumberType() != JsonParser.NumberType.INT) {
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

  private Event event() throws IOException, RejectedException {
    JsonSlice slice = data;
    if (slice == null) {
      Attributes attributes = reader.attributes(reader.contentType());
      return new Event(record, attributes, reader.time(record), decoded);
    }
    if (decoded != null) {
      throw invalid("data and data_base64 must not both be there, were");
    }
    String said = reader.contentType();
    String contentType = said == null ? MediaTypes.JSON : said;
    Attributes attributes = reader.attributes(contentType);
    long time = reader.time(record);
    return MediaTypes.isJson(contentType)
        ? new Event(record, attributes, time, slice.bytes(), slice.from())
        : new Event(record, attributes, time, slice.text());
  }

  private static byte[] decode(String base64) throws RejectedException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("data_base64 must be base64 as in RFC 4648, was not");
    }
  }

  static RejectedException malformed(String what) {
    return new RejectedException(Reason.MALFORMED, "envelope " + what);
  }

  static RejectedException invalid(String what) {
    return new RejectedException(Reason.INVALID, what);
  }

  private static RejectedException notAllowed(String name) {
    return invalid(
        AttributeText.shown(name)
            + " must be a string, a boolean or an integer of 32 bits, was another JSON value");
  }
}
