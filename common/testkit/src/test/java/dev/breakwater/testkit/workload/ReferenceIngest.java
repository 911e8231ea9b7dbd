package dev.breakwater.testkit.workload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A slow and plain job that checks its input and drops duplicates: an opinion on every record that
 * does not come from the generator. Jackson in its strictest setting decides what JSON is.
 */
final class ReferenceIngest {

  private static final int MOST_HEADERS = 1_000;
  private static final LocalDateTime NOW = LocalDateTime.parse("2030-01-01T00:00");
  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final int sizeLimit;
  private final Set<String> ids = new HashSet<>();

  ReferenceIngest(int sizeLimit) {
    this.sizeLimit = sizeLimit;
  }

  /** A member as Jackson reads it; only members of the top level. */
  private record Member(JsonToken token, String text) {}

  Fate judge(WorkloadRecord record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return Fate.dead("malformed");
    }
    if (value.length > sizeLimit || record.headers().size() > MOST_HEADERS) {
      return Fate.dead("oversized");
    }
    Map<String, Member> members;
    try {
      members = parse(value);
    } catch (IOException e) {
      return Fate.dead("malformed");
    }
    if (!valid(members)) {
      return Fate.dead("invalid");
    }
    return ids.add(text(members, "id")) ? Fate.CLEAN : Fate.DUPLICATE;
  }

  private static Map<String, Member> parse(byte[] value) throws IOException {
    String text = utf8(value);
    Map<String, Member> members = new HashMap<>();
    try (JsonParser parser = STRICT.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        members.put(name, new Member(token, parser.getText()));
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new IOException("something behind the object");
      }
    } catch (JsonProcessingException e) {
      throw new IOException(e);
    }
    return members;
  }

  /** Strict, unlike the constructor of String. */
  private static String utf8(byte[] value) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
  }

  private static boolean valid(Map<String, Member> members) {
    return !text(members, "id").isEmpty()
        && isPastDate(text(members, "date"))
        && isNumber(members.get("delay"))
        && isNumber(members.get("distance"));
  }

  private static String text(Map<String, Member> members, String name) {
    Member member = members.get(name);
    return member == null || member.token() != JsonToken.VALUE_STRING ? "" : member.text();
  }

  private static boolean isNumber(@Nullable Member member) {
    return member != null && member.token() == JsonToken.VALUE_NUMBER_INT;
  }

  private static boolean isPastDate(String text) {
    try {
      return LocalDateTime.parse(text).isBefore(NOW);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
