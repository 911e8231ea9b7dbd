package dev.breakwater.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.json.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeConfigTest {

  @TempDir Path directory;

  @Test
  void hasTheDocumentedDefaults() {
    DecodeConfig config = Records.config();
    assertThat(config.format()).isEqualTo(DecodeConfig.Format.AUTO);
    assertThat(config.mapping()).isNull();
    assertThat(config.rules()).isEqualTo(PayloadRules.NONE);
    assertThat(config.limits()).isEqualTo(new DecodeLimits(64, 300_000, 256, 1_024, 1_000_000));
  }

  @Test
  void readsMappingAndRules() {
    DecodeConfig config =
        Records.config(
            "decode.map.id", "/id",
            "decode.map.source", "/source",
            "decode.map.type", "thing",
            "validate.required", "/a;/b/0",
            "validate.types./a", "integer?",
            "validate.types./b/0", "date(uuuu-MM-dd)");
    assertThat(config.mapping()).isNotNull();
    JsonPointer a = JsonPointer.parse("/a");
    assertThat(config.rules().required()).containsExactly(a, JsonPointer.parse("/b/0"));
    assertThat(config.rules().types()).containsOnlyKeys(a, JsonPointer.parse("/b/0"));
    assertThat(config.rules().types().get(a))
        .isEqualTo(new FieldType(FieldType.Kind.INTEGER, true, null));
  }

  @Test
  void travelsToTheTasks() throws IOException, ClassNotFoundException {
    Path schema = Files.writeString(directory.resolve("schema.json"), "{\"type\":\"object\"}");
    DecodeConfig config =
        Records.config(
            Records.ANY_JSON,
            "decode.map.time",
            "/t",
            "decode.map.time-format",
            "dd.MM.uuuu HH:mm",
            "validate.required",
            "/t",
            "validate.types./d",
            "date",
            "validate.schema",
            schema.toString());
    Files.delete(schema);
    DecodeConfig copy = InstantiationUtil.clone(config);
    Decoder decoder = new Decoder(copy);
    Records.event(decoder, "{\"t\":\"01.01.2001 00:01\"}");
    Records.invalid(decoder, "[\"t\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decode.format | xml | auto, cloudevents, json",
        "decode.map.id | id | must be a JSON pointer, which starts with /, was id; allowed: a JSON"
            + " pointer such as /order/id, header:NAME, digest, position",
        "decode.map.id | /a~2 | where ~ is written ~0",
        "decode.map.source | /a~2 | a JSON pointer such as /order/id, or a constant",
        "decode.map.type | = | is no text for an attribute",
        "decode.map.subject | subject | must be a JSON pointer",
        "decode.map.time | date | must be a JSON pointer",
        "decode.map.time-format | rfc-3339 | is no time format (Unknown pattern letter: r), was"
            + " rfc-3339; allowed: rfc3339, iso-local, epoch-seconds, epoch-millis or a pattern",
        "decode.map.time-format | HH:mm | is a pattern that does not tell a point in time",
        "decode.map.time-zone | Berlin | is no time zone, was Berlin; allowed: UTC, an offset",
        "decode.max-depth | 0 | is out of range, was 0; allowed: 1 to 1000",
        "decode.max-depth | 1001 | is out of range",
        "decode.max-headers | 0 | is out of range",
        "decode.max-id-size | 0 b | is out of range",
        "decode.max-future | -1 s | decode.max-future",
        "sink.max-record-size | 3 gb | is out of range",
        "validate.required | a | must be a JSON pointer",
        "validate.types./a | int | is no type, was int; allowed: string, integer, number",
        "validate.types./a | date(q) | is a pattern that does not tell a point in time",
        "validate.types.a | string | validate.types.a must be a JSON pointer",
        "validate.schema | /nowhere/schema.json | cannot be read (NoSuchFileException)",
      })
  void saysWhatIsWrongWithAnOption(String key, String value, String expected) {
    Map<String, String> flat = new HashMap<>(Records.ANY_JSON);
    flat.put(key, value);
    assertThat(problems(flat)).singleElement().asString().startsWith(key).contains(expected);
  }

  @Test
  void refusesASchemaThatIsNone() throws IOException {
    Path schema = Files.writeString(directory.resolve("schema.json"), "{\"type\":\"strin\"}");
    assertThat(problems(Map.of("validate.schema", schema.toString())))
        .singleElement()
        .asString()
        .startsWith("validate.schema is no valid JSON Schema: /type fails ")
        .contains("was " + schema);
  }

  @Test
  void wantsAWholeMapping() {
    assertThat(problems(Map.of("decode.format", "json")))
        .satisfiesExactly(
            id -> assertThat(id).startsWith("decode.map.id is required"),
            source -> assertThat(source).startsWith("decode.map.source is required"),
            type -> assertThat(type).startsWith("decode.map.type is required"));
    assertThat(problems(Map.of("decode.map.time", "/t"))).hasSize(3);
  }

  @Test
  void refusesFormatJsonWithoutAMapping() {
    DecodeLimits limits = Records.config().limits();
    assertThatThrownBy(
            () -> new DecodeConfig(DecodeConfig.Format.JSON, null, PayloadRules.NONE, limits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("format json needs a mapping");
  }

  private static List<String> problems(Map<String, String> flat) {
    Settings settings = Settings.of(flat);
    DecodeConfig.from(settings);
    try {
      settings.check();
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }
}
