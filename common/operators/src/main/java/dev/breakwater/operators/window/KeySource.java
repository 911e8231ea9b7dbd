package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.json.JsonPointer;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the key of an event comes from. */
public sealed interface KeySource extends Serializable {

  /** For messages. */
  String ALLOWED = "subject, source, type, id, the name of an extension, or a JSON pointer";

  /**
   * Reads the name of an attribute or a pointer.
   *
   * @throws IllegalArgumentException saying what is wrong, to follow the key of an option
   */
  static KeySource parse(String text) {
    if (text.startsWith("/")) {
      return new At(JsonPointer.parse(text));
    }
    if (!Attribute.NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("is no attribute");
    }
    return new Attribute(text);
  }

  /** A place in the payload. */
  record At(JsonPointer pointer) implements KeySource {

    @Override
    public String toString() {
      return pointer.toString();
    }
  }

  /** An attribute of the event. */
  record Attribute(String name) implements KeySource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");

    @Nullable String of(Attributes attributes) {
      return switch (name) {
        case "subject" -> attributes.subject();
        case "source" -> attributes.source();
        case "type" -> attributes.type();
        case "id" -> attributes.id();
        default -> extension(attributes.extensions());
      };
    }

    private @Nullable String extension(List<String> extensions) {
      for (int i = 0; i < extensions.size(); i += 2) {
        if (extensions.get(i).equals(name)) {
          return extensions.get(i + 1);
        }
      }
      return null;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
