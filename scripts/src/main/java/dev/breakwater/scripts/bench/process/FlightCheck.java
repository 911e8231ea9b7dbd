package dev.breakwater.scripts.bench.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest check of a flight that is still a check: one pass of a streaming parser over the
 * bytes, every field with its type, the date by hand. One per thread.
 */
final class FlightCheck {

  private static final int ALL = 0b11_1111;
  private static final String DATE_SHAPE = "dddd-dd-ddTdd:dd";
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build();

  /** True for a flight with every field; false for everything else, never an exception. */
  boolean accepts(byte @Nullable [] value) {
    if (value == null) {
      return false;
    }
    try (JsonParser parser = json.createParser(value)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && fields(parser) == ALL
          && parser.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }

  /** The set of fields that are there and good; -1 for one that is not good. */
  private static int fields(JsonParser parser) throws IOException {
    int seen = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      int field = field(name);
      if (field == 0) {
        parser.skipChildren();
      } else if (good(field, token, parser)) {
        seen |= field;
      } else {
        return -1;
      }
    }
    return seen;
  }

  private static int field(String name) {
    return switch (name) {
      case "id" -> 1;
      case "date" -> 2;
      case "origin" -> 4;
      case "destination" -> 8;
      case "delay" -> 16;
      case "distance" -> 32;
      default -> 0;
    };
  }

  private static boolean good(int field, JsonToken token, JsonParser parser) throws IOException {
    if (field >= 16) {
      return token == JsonToken.VALUE_NUMBER_INT;
    }
    if (token != JsonToken.VALUE_STRING || parser.getTextLength() == 0) {
      return false;
    }
    return field != 2 || isDate(parser.getTextCharacters(), parser.getTextOffset(), parser);
  }

  private static boolean isDate(char[] text, int from, JsonParser parser) throws IOException {
    if (parser.getTextLength() != DATE_SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < DATE_SHAPE.length(); i++) {
      char wanted = DATE_SHAPE.charAt(i);
      char found = text[from + i];
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return exists(
        number(text, from, 4),
        number(text, from + 5, 2),
        number(text, from + 8, 2),
        number(text, from + 11, 2),
        number(text, from + 14, 2));
  }

  private static boolean exists(int year, int month, int day, int hour, int minute) {
    if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) {
      return false;
    }
    boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return hour < 24 && minute < 60 && (month != 2 || day < 29 || leap);
  }

  private static int number(char[] text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
