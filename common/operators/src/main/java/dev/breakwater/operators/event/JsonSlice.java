package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * One JSON value within a larger one: where its bytes are. What they mean is known when the content
 * type is, which may stand behind them.
 *
 * @param kind the token that it starts with
 * @param from its first byte
 * @param to the byte after its last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JsonSlice(byte[] whole, JsonToken kind, int from, int to) {

  /** The value that the parser stands at the start of; the parser is at its end afterwards. */
  static JsonSlice read(JsonParser parser, byte[] whole, int maxDepth)
      throws IOException, RejectedException {
    JsonToken kind = parser.currentToken();
    int from = (int) parser.currentTokenLocation().getByteOffset();
    int depth = 0;
    for (JsonToken next = kind; ; next = parser.nextToken()) {
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      if (depth > maxDepth) {
        throw StructuredReader.malformed(
            "must nest data at most " + maxDepth + " deep, did it deeper");
      }
      if (depth == 0) {
        break;
      }
    }
    parser.finishToken();
    return new JsonSlice(whole, kind, from, (int) parser.currentLocation().getByteOffset());
  }

  byte[] bytes() {
    return Arrays.copyOfRange(whole, from, to);
  }

  /** The text in a JSON string, for a payload that is not JSON itself. */
  byte[] text() throws IOException, RejectedException {
    if (kind != JsonToken.VALUE_STRING) {
      throw StructuredReader.invalid(
          "data must be a string where datacontenttype is not JSON, was not");
    }
    try (JsonParser parser = StrictJson.parser(whole, from, to - from)) {
      String text = parser.nextTextValue();
      byte[] bytes = text.getBytes(UTF_8);
      if (!text.equals(new String(bytes, UTF_8))) {
        throw StructuredReader.invalid("data must not hold unpaired surrogates, did");
      }
      return bytes;
    }
  }
}
