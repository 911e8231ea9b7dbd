package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a payload that finds the texts at a few pointers and the place of one member, and
 * puts a value there without touching any other byte. The payload must be a JSON object. For one
 * thread.
 */
final class PayloadReader {

  private static final JsonPointer[] NONE = new JsonPointer[0];
  private static final int NOWHERE = -1;

  private final JsonPointer[] pointers;
  private final @Nullable String[] texts;
  private final String field;
  private final byte[] memberStart;

  private byte @Nullable [] lastRead;
  private int valueFrom;
  private int valueTo;
  private int end;
  private boolean empty;

  /**
   * @param pointers to the texts that are wanted
   * @param field the member that a value is put into
   */
  PayloadReader(List<String> pointers, String field) {
    this.pointers = pointers.stream().map(JsonPointer::compile).toList().toArray(NONE);
    this.texts = new String[pointers.size()];
    this.field = field;
    this.memberStart =
        ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(field)) + "\":")
            .getBytes(UTF_8);
  }

  /** Reads a payload; does nothing when it was the last one read. */
  void read(byte[] payload) throws RejectedException {
    if (payload == lastRead) {
      return;
    }
    lastRead = null;
    Arrays.fill(texts, null);
    valueFrom = NOWHERE;
    try (JsonParser parser = JsonValue.JSON.createParser(payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("is not a JSON object");
      }
      root(parser);
      if (parser.nextToken() != null) {
        throw invalid("has something behind its JSON object");
      }
    } catch (IOException e) {
      throw invalid("is not JSON");
    } catch (RuntimeException | StackOverflowError e) {
      throw new RejectedException(
          Reason.POISON, "reading the payload threw " + e.getClass().getName());
    }
    lastRead = payload;
  }

  /** What stands at a pointer: a string, or a number or truth value as written; else null. */
  @Nullable String text(int pointer) {
    return texts[pointer];
  }

  /**
   * The payload that was read, with the value in the field: in the place of the one that was there,
   * else as the last member.
   */
  byte[] with(byte[] value) {
    byte[] payload = lastRead;
    if (payload == null) {
      throw new IllegalStateException("with must come after read");
    }
    if (valueFrom != NOWHERE) {
      byte[] merged = new byte[payload.length - (valueTo - valueFrom) + value.length];
      System.arraycopy(payload, 0, merged, 0, valueFrom);
      System.arraycopy(value, 0, merged, valueFrom, value.length);
      System.arraycopy(
          payload, valueTo, merged, valueFrom + value.length, payload.length - valueTo);
      return merged;
    }
    int comma = empty ? 0 : 1;
    byte[] merged = new byte[payload.length + comma + memberStart.length + value.length];
    System.arraycopy(payload, 0, merged, 0, end);
    int at = end;
    if (!empty) {
      merged[at++] = ',';
    }
    System.arraycopy(memberStart, 0, merged, at, memberStart.length);
    at += memberStart.length;
    System.arraycopy(value, 0, merged, at, value.length);
    System.arraycopy(payload, end, merged, at + value.length, payload.length - end);
    return merged;
  }

  private void root(JsonParser parser) throws IOException, RejectedException {
    empty = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      empty = false;
      String name = parser.currentName();
      JsonPointer[] inside = inside(pointers, name, 0);
      parser.nextToken();
      boolean isField = name.equals(field);
      if (isField) {
        if (valueFrom != NOWHERE) {
          throw invalid("has the member " + field + " twice");
        }
        valueFrom = (int) parser.currentTokenLocation().getByteOffset();
      }
      value(parser, inside);
      if (isField) {
        parser.finishToken();
        valueTo = (int) parser.currentLocation().getByteOffset();
      }
    }
    end = (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Leaves the parser at the last token of the value. */
  private void value(JsonParser parser, JsonPointer[] here) throws IOException, RejectedException {
    JsonToken token = parser.currentToken();
    if (here.length == 0) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        JsonPointer[] inside = inside(here, parser.currentName(), 0);
        parser.nextToken();
        value(parser, inside);
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(parser, inside(here, null, i));
      }
    } else if (token != JsonToken.VALUE_NULL) {
      keep(parser, here);
    }
  }

  private void keep(JsonParser parser, JsonPointer[] here) throws IOException, RejectedException {
    for (int i = 0; i < here.length; i++) {
      if (here[i] != null && here[i].matches()) {
        if (texts[i] != null) {
          throw invalid("has a value at " + pointers[i] + " twice");
        }
        texts[i] = parser.getText();
      }
    }
  }

  /** What is left of the pointers inside a member or an element; none if no pointer goes there. */
  private static JsonPointer[] inside(JsonPointer[] here, @Nullable String name, int element) {
    JsonPointer[] inside = NONE;
    for (int i = 0; i < here.length; i++) {
      if (here[i] == null) {
        continue;
      }
      JsonPointer next = name != null ? here[i].matchProperty(name) : here[i].matchElement(element);
      if (next != null) {
        if (inside.length == 0) {
          inside = new JsonPointer[here.length];
        }
        inside[i] = next;
      }
    }
    return inside;
  }

  static RejectedException invalid(String what) {
    return new RejectedException(Reason.INVALID, "payload " + what);
  }
}
