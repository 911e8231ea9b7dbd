package dev.breakwater.operators.decode;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of decoding: what records are, where plain JSON has its attributes, the rules. */
public final class DecodeOptions {

  static final String MAP_PREFIX = "decode.map.";
  static final String TYPES_PREFIX = "validate.types.";

  public static final ConfigOption<DecodeConfig.Format> FORMAT =
      ConfigOptions.key("decode.format")
          .enumType(DecodeConfig.Format.class)
          .defaultValue(DecodeConfig.Format.AUTO)
          .withDescription(
              "auto (CloudEvents where the headers say so, else plain JSON if decode.map.id is set),"
                  + " cloudevents, or json (plain JSON whatever the headers say).");

  public static final ConfigOption<String> MAP_ID =
      text(
          "id",
          "Of plain JSON: JSON pointer to the id, or header:NAME (what that header says), or digest (a"
              + " hash of the value: equal values are one event), or position (topic, partition"
              + " and offset: every record is an event).");

  public static final ConfigOption<String> MAP_SOURCE =
      text(
          "source",
          "Of plain JSON: JSON pointer to the source, or a constant; one that starts with / is"
              + " written with = before it.");

  public static final ConfigOption<String> MAP_TYPE =
      text("type", "Of plain JSON: JSON pointer to the type, or a constant, as the source.");

  public static final ConfigOption<String> MAP_SUBJECT =
      text(
          "subject",
          "Of plain JSON: JSON pointer to what the event is about, the key of the output where the"
              + " record has none. May be missing in a record.");

  public static final ConfigOption<String> MAP_TIME =
      text(
          "time",
          "Of plain JSON: JSON pointer to when the event happened. Unset: the timestamp of the"
              + " record.");

  public static final ConfigOption<String> MAP_TIME_FORMAT =
      ConfigOptions.key(MAP_PREFIX + "time-format")
          .stringType()
          .defaultValue("rfc3339")
          .withDescription(
              "How that time is written: rfc3339, iso-local (no offset, seconds optional),"
                  + " epoch-seconds, epoch-millis, or a pattern of java.time.");

  public static final ConfigOption<String> MAP_TIME_ZONE =
      ConfigOptions.key(MAP_PREFIX + "time-zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription(
              "The zone of times and dates that say no offset, such as Europe/Berlin or +01:00;"
                  + " also for the types of the rules.");

  public static final ConfigOption<Integer> MAX_DEPTH =
      ConfigOptions.key("decode.max-depth")
          .intType()
          .defaultValue(64)
          .withDescription("JSON with more objects and arrays in each other is malformed.");

  public static final ConfigOption<Duration> MAX_FUTURE =
      ConfigOptions.key("decode.max-future")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Events whose time is further ahead of the clock are invalid: one of them would make"
                  + " all others late.");

  public static final ConfigOption<Integer> MAX_HEADERS =
      ConfigOptions.key("decode.max-headers")
          .intType()
          .defaultValue(256)
          .withDescription("Records with more headers are oversized.");

  public static final ConfigOption<MemorySize> MAX_ID_SIZE =
      ConfigOptions.key("decode.max-id-size")
          .memoryType()
          .defaultValue(MemorySize.parse("1 kb"))
          .withDescription("Events with a longer id, in UTF-8, are invalid.");

  public static final ConfigOption<List<String>> REQUIRED =
      ConfigOptions.key("validate.required")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "JSON pointers to what JSON payloads must have; null counts as missing unless its type"
                  + " allows it.");

  public static final ConfigOption<String> SCHEMA =
      ConfigOptions.key("validate.schema")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with a JSON Schema for JSON payloads, read where the job is submitted. Builds a"
                  + " tree of every payload; required and types above are several times cheaper.");

  private DecodeOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
            "Decoding and validation",
            FORMAT,
            MAP_ID,
            MAP_SOURCE,
            MAP_TYPE,
            MAP_SUBJECT,
            MAP_TIME,
            MAP_TIME_FORMAT,
            MAP_TIME_ZONE,
            MAX_DEPTH,
            MAX_FUTURE,
            MAX_HEADERS,
            MAX_ID_SIZE,
            REQUIRED,
            SCHEMA)
        .withPrefix(
            TYPES_PREFIX,
            "JSON pointer behind it, type as value: "
                + FieldType.ALLOWED
                + ". Of values that JSON payloads may have. date is RFC 3339; FORMAT as in"
                + " decode.map.time-format.");
  }

  private static ConfigOption<String> text(String attribute, String description) {
    return ConfigOptions.key(MAP_PREFIX + attribute)
        .stringType()
        .noDefaultValue()
        .withDescription(description);
  }

  /** The type of the value at a pointer: one key each. */
  static ConfigOption<String> type(String pointer) {
    return ConfigOptions.key(TYPES_PREFIX + pointer).stringType().noDefaultValue();
  }
}
