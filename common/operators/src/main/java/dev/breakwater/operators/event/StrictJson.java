package dev.breakwater.operators.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** JSON as RFC 8259 has it, in UTF-8, no key twice, names and numbers of bounded length. */
final class StrictJson {

  private static final int MAX_NAME = 50_000;
  private static final int MAX_NUMBER = 1_000;

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
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE) // the reader has its own, and no recursion
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .build();

  private StrictJson() {}

  static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
    return JSON.createParser(bytes, from, length);
  }

  /** Where it went wrong; the parser's own message may repeat contents. */
  static String what(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "must hold no name over %d and no number over %d characters, did"
          .formatted(MAX_NAME, MAX_NUMBER);
    }
    boolean twice =
        e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate");
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return (twice ? "must not hold a key twice, did" : "must be JSON, was not") + " at byte " + at;
  }
}
