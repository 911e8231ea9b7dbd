package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template for one event after another. A value only ever fills a part of one path segment
 * or of the query: all but letters, digits and {@code -._~} is percent-encoded, and a segment never
 * becomes {@code .} or {@code ..}. For one thread.
 */
final class UrlWriter {

  static final int MAX_LENGTH = 8_192;

  private static final String HEX = "0123456789ABCDEF";
  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}([/?]|$)");

  private final UrlTemplate template;
  private final String[] literals;
  private final String[] variables;

  /** By variable: its place among the pointers, or -1 for an attribute. */
  private final int[] pointerOf;

  private final List<String> pointers = new ArrayList<>();
  private final StringBuilder url = new StringBuilder();

  UrlWriter(UrlTemplate template) {
    this.template = template;
    this.literals = template.literals().toArray(new String[0]);
    this.variables = template.variables().toArray(new String[0]);
    this.pointerOf = new int[variables.length];
    for (int i = 0; i < variables.length; i++) {
      pointerOf[i] = variables[i].startsWith("/") ? place(variables[i]) : -1;
    }
  }

  private int place(String pointer) {
    int place = pointers.indexOf(pointer);
    if (place < 0) {
      pointers.add(pointer);
      place = pointers.size() - 1;
    }
    return place;
  }

  /** The pointers that a payload must be read for. */
  List<String> pointers() {
    return pointers;
  }

  /**
   * The URL for an event whose payload was read.
   *
   * @throws RejectedException if a value is missing or empty, or makes no URL
   */
  String write(Event event, PayloadReader payload) throws RejectedException {
    url.setLength(0);
    boolean dots = false;
    for (int i = 0; i < variables.length; i++) {
      url.append(literals[i]);
      String value =
          pointerOf[i] >= 0 ? payload.text(pointerOf[i]) : attribute(event, variables[i]);
      if (value == null || value.isEmpty()) {
        throw invalid("{" + variables[i] + "}, which the event does not have");
      }
      encode(value);
      dots |= value.charAt(0) == '.' && value.length() <= 2;
    }
    url.append(literals[variables.length]);
    if (url.length() > MAX_LENGTH) {
      throw invalid("values that are shorter: it has more than " + MAX_LENGTH + " characters");
    }
    if (dots && DOT_SEGMENT.matcher(url).find(template.endpoint().length())) {
      throw invalid("other values than . and .. in its path");
    }
    return url.toString();
  }

  private void encode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        encodeBytes(value.substring(i));
        return;
      }
      append((byte) c);
    }
  }

  private void encodeBytes(String value) {
    for (byte b : value.getBytes(UTF_8)) {
      append(b);
    }
  }

  private void append(byte b) {
    if ((b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~') {
      url.append((char) b);
    } else {
      url.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
    }
  }

  private static @Nullable String attribute(Event event, String name) {
    Attributes attributes = event.attributes();
    return switch (name) {
      case "id" -> attributes.id();
      case "source" -> attributes.source();
      case "type" -> attributes.type();
      case "subject" -> attributes.subject();
      case "time" -> attributes.time();
      case "dataschema" -> attributes.dataSchema();
      case "datacontenttype" -> attributes.dataContentType();
      default -> extension(attributes.extensions(), name);
    };
  }

  private static @Nullable String extension(List<String> extensions, String name) {
    for (int i = 0; i < extensions.size(); i += 2) {
      if (extensions.get(i).equals(name)) {
        return extensions.get(i + 1);
      }
    }
    return null;
  }

  private static RejectedException invalid(String what) {
    return new RejectedException(Reason.INVALID, "lookup.url needs " + what);
  }
}
