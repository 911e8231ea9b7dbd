package dev.breakwater.operators.json;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON pointer (RFC 6901): the way from the root of a document to one of its values.
 *
 * @param text as written: {@code /order/items/0/sku}
 * @param tokens the names and array positions on the way, unescaped; none for the root
 */
public record JsonPointer(String text, List<String> tokens) implements Serializable {

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException saying what is wrong, to follow the key of an option
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(text, List.of());
    }
    if (text.charAt(0) != '/') {
      throw new IllegalArgumentException("must be a JSON pointer, which starts with /");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(unescape(token));
    }
    return new JsonPointer(text, List.copyOf(tokens));
  }

  private static String unescape(String token) {
    for (int i = token.indexOf('~'); i >= 0; i = token.indexOf('~', i + 1)) {
      char next = i + 1 < token.length() ? token.charAt(i + 1) : ' ';
      if (next != '0' && next != '1') {
        throw new IllegalArgumentException(
            "must be a JSON pointer, where ~ is written ~0 and / is written ~1");
      }
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "the document" : text;
  }
}
