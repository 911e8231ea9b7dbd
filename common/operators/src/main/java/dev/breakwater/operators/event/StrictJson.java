package dev.breakwater.operators.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** JSON as RFC 8259 has it, in UTF-8, no key twice, names of bounded length. */
final class StrictJson {

  /** In bytes. The parser keeps thousands of names: without a bound they could fill the heap. */
  private static final int MAX_NAME = 1_024;

  /**
   * Names are not interned, and the table of names that all parsers share never refuses one:
   * otherwise a producer of many or colliding names could get the records of others refused. Depth
   * is bounded by the reader, and everything else by the size of the record.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private StrictJson() {}

  static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
    return JSON.createParser(bytes, from, length);
  }

  /** Where it went wrong; the parser's own message may repeat contents. */
  static String what(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "must hold no name of more than " + MAX_NAME + " bytes, did";
    }
    boolean twice =
        e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate");
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return (twice ? "must not hold a key twice, did" : "must be JSON, was not") + " at byte " + at;
  }
}
