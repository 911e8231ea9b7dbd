package dev.breakwater.operators.decode;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.json.JsonPointer;
import dev.breakwater.operators.time.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads and checks the options of decoding; what is wrong becomes a problem of the settings. */
final class ConfigReader {

  private static final String POINTER = "a JSON pointer such as /order/id";
  private static final String HEADER = "header:";
  private static final JsonPointer NOWHERE = new JsonPointer("", List.of());

  private final Settings settings;
  private final ZoneId zone;

  ConfigReader(Settings settings) {
    this.settings = settings;
    this.zone = zone();
  }

  DecodeConfig read() {
    DecodeConfig.Format format = settings.get(DecodeOptions.FORMAT);
    JsonMapping mapping = mapping(format);
    DecodeConfig.Format possible =
        format == DecodeConfig.Format.JSON && mapping == null ? DecodeConfig.Format.AUTO : format;
    return new DecodeConfig(possible, mapping, rules(), DecodeLimits.from(settings));
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(settings.get(DecodeOptions.MAP_TIME_ZONE));
    } catch (DateTimeException e) {
      settings.reject(
          DecodeOptions.MAP_TIME_ZONE,
          "is no time zone",
          "UTC, an offset such as +01:00, or a name such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  /** Null where nothing is mapped, which only format json forbids. */
  private @Nullable JsonMapping mapping(DecodeConfig.Format format) {
    if (format != DecodeConfig.Format.JSON
        && settings.prefixed(DecodeOptions.MAP_PREFIX).isEmpty()) {
      return null;
    }
    return new JsonMapping(
        id(settings.require(DecodeOptions.MAP_ID, "position")),
        text(DecodeOptions.MAP_SOURCE),
        text(DecodeOptions.MAP_TYPE),
        pointer(DecodeOptions.MAP_SUBJECT),
        pointer(DecodeOptions.MAP_TIME),
        timeFormat());
  }

  private JsonMapping.Id id(String from) {
    if (from.startsWith(HEADER) && from.length() > HEADER.length()) {
      return new JsonMapping.Header(from.substring(HEADER.length()));
    }
    return switch (from) {
      case "digest" -> new JsonMapping.Digest();
      case "position" -> new JsonMapping.Position();
      default ->
          new JsonMapping.At(
              parsed(
                  DecodeOptions.MAP_ID,
                  from,
                  POINTER + ", header:NAME, digest, position",
                  NOWHERE));
    };
  }

  private JsonMapping.Text text(ConfigOption<String> option) {
    String from = settings.require(option, "unset");
    if (from.startsWith("/")) {
      return new JsonMapping.At(parsed(option, from, POINTER + ", or a constant", NOWHERE));
    }
    String constant = from.startsWith("=") ? from.substring(1) : from;
    if (constant.isEmpty() || !CloudEvents.isAttributeText(constant)) {
      settings.reject(
          option, "is no text for an attribute", "text without control characters, or a pointer");
    }
    return new JsonMapping.Constant(constant);
  }

  private @Nullable JsonPointer pointer(ConfigOption<String> option) {
    String text = settings.find(option);
    return text == null ? null : parsed(option, text, POINTER, NOWHERE);
  }

  private JsonPointer parsed(
      ConfigOption<?> option, String text, String allowed, JsonPointer fallback) {
    return tried(option, text, allowed, JsonPointer::parse, fallback);
  }

  private TimeFormat timeFormat() {
    return tried(
        DecodeOptions.MAP_TIME_FORMAT,
        settings.get(DecodeOptions.MAP_TIME_FORMAT),
        TimeFormat.ALLOWED,
        text -> TimeFormat.of(text, zone),
        TimeFormat.of("rfc3339", zone));
  }

  private PayloadRules rules() {
    List<JsonPointer> required = new ArrayList<>();
    for (String text : settings.get(DecodeOptions.REQUIRED)) {
      required.add(parsed(DecodeOptions.REQUIRED, text, POINTER, NOWHERE));
    }
    Map<JsonPointer, FieldType> types = new LinkedHashMap<>();
    settings
        .prefixed(DecodeOptions.TYPES_PREFIX)
        .forEach(
            (pointer, type) -> {
              ConfigOption<String> option = DecodeOptions.type(pointer);
              types.put(
                  parsed(option, pointer, POINTER + " in the key", NOWHERE), type(option, type));
            });
    return new PayloadRules(required, types, schema());
  }

  private FieldType type(ConfigOption<String> option, String text) {
    return tried(
        option,
        text,
        FieldType.ALLOWED,
        type -> FieldType.parse(type, zone),
        new FieldType(FieldType.Kind.STRING, false, null));
  }

  /** The text of the schema, which is compiled here only to see that it can be. */
  private @Nullable String schema() {
    String file = settings.find(DecodeOptions.SCHEMA);
    if (file == null) {
      return null;
    }
    try {
      String text = Files.readString(Path.of(file));
      SchemaCheck.compile(text);
      return text;
    } catch (IllegalArgumentException e) {
      String wrong =
          e instanceof InvalidPathException ? "is no path" : String.valueOf(e.getMessage());
      settings.reject(DecodeOptions.SCHEMA, wrong, "a file with a JSON Schema");
    } catch (IOException e) {
      settings.reject(
          DecodeOptions.SCHEMA,
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "a file with a JSON Schema in UTF-8");
    }
    return null;
  }

  private <T> T tried(
      ConfigOption<?> option, String text, String allowed, Function<String, T> reader, T fallback) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      settings.reject(option, String.valueOf(e.getMessage()), allowed);
      return fallback;
    }
  }
}
