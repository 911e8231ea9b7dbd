package dev.breakwater.operators.lookup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.breakwater.operators.event.Utf8;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A JSON value within a document, byte for byte. */
final class JsonValue {

  /** In bytes; the parser keeps names. */
  private static final int MAX_NAME = 1_024;

  /** Values are as long as their record or answer may be; names of one must not hinder another. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(MAX_NAME)
                  .build())
          .build();

  private static final JsonPointer ROOT = JsonPointer.empty();

  private final byte[] json;
  private int from = -1;
  private int to = -1;

  private JsonValue(byte[] json) {
    this.json = json;
  }

  /** The value without what is blank around it; null where the bytes are not one JSON value. */
  static byte @Nullable [] whole(byte[] json) {
    return at(json, ROOT);
  }

  /** The value at the pointer; null where there is none, or the bytes are not one JSON value. */
  static byte @Nullable [] at(byte[] json, JsonPointer pointer) {
    if (!Utf8.isValid(json)) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      JsonValue value = new JsonValue(json);
      if (parser.nextToken() == null) {
        return null;
      }
      value.find(parser, pointer);
      return parser.nextToken() == null ? value.bytes() : null;
    } catch (IOException e) {
      // Not JSON.
      return null;
    }
  }

  private byte @Nullable [] bytes() {
    return from < 0 ? null : Arrays.copyOfRange(json, from, to);
  }

  private void find(JsonParser parser, @Nullable JsonPointer rest) throws IOException {
    JsonToken token = parser.currentToken();
    if (rest != null && rest.matches()) {
      from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      to = (int) parser.currentLocation().getByteOffset();
    } else if (rest == null) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        JsonPointer next = rest.matchProperty(parser.currentName());
        parser.nextToken();
        find(parser, next);
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        find(parser, rest.matchElement(i));
      }
    }
  }
}
