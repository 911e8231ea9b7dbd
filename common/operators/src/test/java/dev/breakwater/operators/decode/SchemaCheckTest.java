package dev.breakwater.operators.decode;

import static dev.breakwater.operators.decode.Records.anyJson;
import static dev.breakwater.operators.decode.Records.event;
import static dev.breakwater.operators.decode.Records.invalid;
import static dev.breakwater.operators.decode.Records.malformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {

  private static final String FLIGHT =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["id", "delay"],
        "properties": {
          "id": {"type": "string", "pattern": "^f-[0-9]+$"},
          "delay": {"type": "integer", "minimum": -100, "maximum": 5000},
          "share": {"type": "number", "exclusiveMaximum": 1, "multipleOf": 0.01},
          "date": {"type": "string", "format": "date-time"},
          "legs": {"type": "array", "items": {"$ref": "#/$defs/leg"}}
        },
        "$defs": {"leg": {"enum": ["LAS", "PHL"]}}
      }
      """;

  @TempDir Path directory;

  private Decoder decoder(String schema) throws IOException {
    Path file = Files.writeString(directory.resolve("schema.json"), schema);
    return anyJson("validate.schema", file.toString());
  }

  @Test
  void acceptsWhatMatches() throws IOException {
    event(
        decoder(FLIGHT),
        "{\"id\":\"f-1\",\"delay\":33,\"share\":0.29,\"date\":\"2001-01-01T00:01:00Z\","
            + "\"legs\":[\"LAS\",\"PHL\"]}");
  }

  @Test
  void saysWhereAndWhichKeywordButNeverTheValue() throws IOException {
    assertThat(
            invalid(
                decoder(FLIGHT),
                "{\"id\":\"secret\",\"legs\":[\"LAS\",\"secret\"],\"delay\":9999}"))
        .isEqualTo(
            "does not match the schema: /id fails pattern; /delay fails maximum; /legs/1 fails enum");
    assertThat(invalid(decoder(FLIGHT), "{\"id\":\"f-1\"}"))
        .isEqualTo("does not match the schema: the document fails required of delay");
    assertThat(invalid(decoder(FLIGHT), "[]"))
        .isEqualTo("does not match the schema: the document fails type");
  }

  @Test
  void assertsFormats() throws IOException {
    assertThat(invalid(decoder(FLIGHT), "{\"id\":\"f-1\",\"delay\":1,\"date\":\"2001-02-29\"}"))
        .contains("/date fails format");
  }

  @Test
  void seesNumbersOfAnySize() throws IOException {
    assertThat(invalid(decoder(FLIGHT), "{\"id\":\"f-1\",\"delay\":1,\"share\":1e400}"))
        .contains("has a number");
    assertThat(invalid(decoder(FLIGHT), "{\"id\":\"f-1\",\"delay\":123456789012345678901234}"))
        .contains("/delay fails maximum");
    assertThat(invalid(decoder("{}"), "[" + "9".repeat(2_000) + "]")).contains("has a number");
    assertThat(invalid(decoder("{}"), "[1e400]")).contains("has a number");
    event(decoder("{}"), "[1e308,-1e-999999999]");
  }

  @Test
  void readsTheDraftOfTheSchema() throws IOException {
    String draft7 =
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"definitions\":{\"n\":{\"type\":"
            + "\"number\"}},\"items\":[{\"$ref\":\"#/definitions/n\"}]}";
    event(decoder(draft7), "[1,\"x\"]");
    assertThat(invalid(decoder(draft7), "[\"x\"]")).contains("/0 fails type");
  }

  @Test
  void looksForBrokenJsonFirst() throws IOException {
    malformed(decoder(FLIGHT), "{\"id\":\"f-1\",\"delay\":1,\"delay\":1}");
    malformed(decoder(FLIGHT), "{\"id\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "true",
        "{\"type\":\"strin\"}",
        "{\"required\":\"id\"}",
        "{\"minimum\":\"5\"}",
        "{\"type\":\"object\",\"type\":\"array\"}",
        "{\"$ref\":\"#/$defs/missing\"}",
        "{\"$ref\":\"https://schemas.example/other.json\"}",
        "{\"$ref\":\"other.json\"}",
        "{\"$schema\":\"https://schemas.example/dialect\"}",
        "{\"pattern\":\"[\"}",
        "{\"properties\":{\"a\":{\"properties\":{\"b\":{\"pattern\":\"(\"}}}}}",
        "{\"$schema\":5}"
      })
  void refusesWhatIsNoSchema(String schema) {
    assertThatThrownBy(() -> SchemaCheck.compile(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is no ");
  }
}
