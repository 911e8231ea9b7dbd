package dev.breakwater.operators.event;

import dev.breakwater.operators.time.Rfc3339;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one event while they are being read, and the rules for them: specversion 1.0;
 * id, source and type required; no attribute empty, extensions apart; time in RFC 3339; names of
 * lower-case ASCII letters and digits; at most {@link #MAX_EXTENSIONS} extensions.
 */
final class AttributeReader {

  static final int MAX_EXTENSIONS = 64;

  private final String prefix;

  private @Nullable String specVersion;
  private @Nullable String id;
  private @Nullable String source;
  private @Nullable String type;
  private @Nullable String subject;
  private @Nullable String time;
  private @Nullable String contentType;
  private @Nullable String dataSchema;
  private List<String> extensions = List.of();

  /**
   * @param prefix what names have in front where they were read, for messages
   */
  AttributeReader(String prefix) {
    this.prefix = prefix;
  }

  /** Sets an attribute; one that is set already is replaced. */
  void set(String name, String value) throws RejectedException {
    switch (name) {
      case "specversion" -> specVersion = value;
      case "id" -> id = value;
      case "source" -> source = value;
      case "type" -> type = value;
      case "subject" -> subject = value;
      case "time" -> time = value;
      case "dataschema" -> dataSchema = value;
      case "datacontenttype" -> contentType = value;
      default -> setExtension(name, value);
    }
  }

  /** Sets an extension, whose name is checked; one that is set already is replaced. */
  void setExtension(String name, String value) throws RejectedException {
    for (int i = 0; i < extensions.size(); i += 2) {
      if (extensions.get(i).equals(name)) {
        extensions.set(i + 1, value);
        return;
      }
    }
    requireName(name);
    if (extensions.isEmpty()) {
      extensions = new ArrayList<>();
    }
    if (extensions.size() == 2 * MAX_EXTENSIONS) {
      throw new RejectedException(
          Reason.INVALID, "extension attributes must be at most " + MAX_EXTENSIONS + ", were more");
    }
    extensions.add(name);
    extensions.add(value);
  }

  private void requireName(String name) throws RejectedException {
    boolean lawful = !name.isEmpty() && !name.equals("data");
    for (int i = 0; i < name.length() && lawful; i++) {
      char character = name.charAt(i);
      lawful = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }
    if (!lawful) {
      throw new RejectedException(
          Reason.INVALID,
          "attribute names must be lower-case letters and digits and not data, was "
              + prefix
              + AttributeText.shown(name));
    }
  }

  @Nullable String contentType() {
    return contentType;
  }

  /** Refuses what is not an event of version 1.0. */
  Attributes attributes(@Nullable String dataContentType) throws RejectedException {
    if (!"1.0".equals(specVersion)) {
      throw new RejectedException(
          Reason.INVALID,
          prefix
              + "specversion must be 1.0, was "
              + (specVersion == null ? "missing" : AttributeText.shown(specVersion)));
    }
    return new Attributes(
        required("id", id),
        required("source", source),
        required("type", type),
        notEmpty("subject", subject),
        notEmpty("time", time),
        notEmpty("datacontenttype", dataContentType),
        notEmpty("dataschema", dataSchema),
        extensions.isEmpty() ? List.of() : List.copyOf(extensions));
  }

  /**
   * When it happened, in epoch milliseconds; the record's timestamp where the event says nothing.
   */
  long time(RawRecord record) throws RejectedException {
    if (time == null) {
      return record.timestamp();
    }
    long millis = Rfc3339.parse(time);
    if (millis == Rfc3339.INVALID) {
      throw new RejectedException(
          Reason.INVALID,
          prefix + "time must be an RFC 3339 timestamp, was " + AttributeText.shown(time));
    }
    return millis;
  }

  private String required(String name, @Nullable String value) throws RejectedException {
    if (value == null || value.isEmpty()) {
      throw new RejectedException(
          Reason.INVALID,
          prefix
              + name
              + " must be there and not empty, was "
              + (value == null ? "missing" : "''"));
    }
    return value;
  }

  private @Nullable String notEmpty(String name, @Nullable String value) throws RejectedException {
    return value == null ? null : required(name, value);
  }
}
