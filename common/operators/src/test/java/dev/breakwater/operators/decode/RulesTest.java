package dev.breakwater.operators.decode;

import static dev.breakwater.operators.decode.Records.anyJson;
import static dev.breakwater.operators.decode.Records.event;
import static dev.breakwater.operators.decode.Records.invalid;
import static dev.breakwater.operators.decode.Records.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

  @Test
  void refusesWhatIsMissingOrNull() {
    Decoder decoder = anyJson("validate.required", "/a;/b/0");
    event(decoder, "{\"a\":0,\"b\":[false]}");
    assertThat(invalid(decoder, "{\"b\":[1]}")).isEqualTo("/a is required, was nothing");
    assertThat(invalid(decoder, "{\"a\":null,\"b\":[1]}")).isEqualTo("/a is required, was null");
    assertThat(invalid(decoder, "{\"a\":1,\"b\":[]}")).isEqualTo("/b/0 is required, was nothing");
    assertThat(invalid(decoder, "5"))
        .isEqualTo("/a is required, was nothing; /b/0 is required, was nothing");
  }

  @Test
  void takesNullWhereTheTypeAllowsIt() {
    Decoder decoder = anyJson("validate.required", "/a", "validate.types./a", "string?");
    event(decoder, "{\"a\":null}");
    event(decoder, "{\"a\":\"\"}");
    assertThat(invalid(decoder, "{}")).isEqualTo("/a is required, was nothing");
    assertThat(invalid(decoder, "{\"a\":1}"))
        .isEqualTo("/a must be a string or null, was an integer");
  }

  @Test
  void takesWhatIsNotThereWhereItIsNotRequired() {
    event(anyJson("validate.types./a", "integer"), "{}");
    assertThat(invalid(anyJson("validate.types./a", "integer"), "{\"a\":null}"))
        .isEqualTo("/a must be an integer, was null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | '\"x\"' | '1'",
        "integer | 33 | 33.0",
        "integer | -9223372036854775808 | -9223372036854775809",
        "integer | 9223372036854775807 | 9223372036854775808",
        "integer | -0 | 1e3",
        "integer | 0 | '\"33\"'",
        "integer | 12 | 123456789012345678901234567890",
        "number | 33 | true",
        "number | 1e400 | '\"1\"'",
        "number | -1.5E-3 | []",
        "boolean | true | 1",
        "boolean | false | '\"false\"'",
        "object | '{\"b\":{}}' | []",
        "array | '[[1]]' | {}",
        "date | '\"2001-01-01T00:01:00Z\"' | '\"2001-02-29T00:01:00Z\"'",
        "date | '\"2001-01-01t00:01:00+01:00\"' | '\"2001-01-01T00:01\"'",
        "date(iso-local) | '\"2001-01-01T00:01\"' | '\"2001-01-01T00:01:00Z\"'",
        "date(epoch-millis) | 978307260000 | '\"978307260000\"'",
        "date(epoch-seconds) | 978307260.5 | 1e3",
        "date(dd.MM.yyyy) | '\"31.12.2001\"' | '\"31.02.2001\"'",
      })
  void tellsTypesApart(String type, String good, String bad) {
    Decoder decoder = anyJson("validate.types./a", type);
    event(decoder, "{\"a\":" + good + "}");
    assertThat(invalid(decoder, "{\"a\":" + bad + "}")).startsWith("/a must be ");
  }

  @Test
  void saysWhyAnIntegerOrADateIsNone() {
    assertThat(invalid(anyJson("validate.types./a", "integer"), "{\"a\":9223372036854775808}"))
        .isEqualTo("/a must be an integer, was one of more than 64 bits");
    assertThat(invalid(anyJson("validate.types./a", "date?"), "{\"a\":\"2001-02-29T00:00:00Z\"}"))
        .isEqualTo("/a must be a date (rfc3339) or null, was another text or an impossible date");
  }

  @Test
  void checksTheWholeDocument() {
    event(anyJson("validate.types.", "object"), "{}");
    assertThat(invalid(anyJson("validate.types.", "object"), "[]"))
        .isEqualTo("the document must be an object, was an array");
  }

  @Test
  void namesTheFirstThreeViolationsAndCountsTheOthers() {
    Decoder decoder = anyJson("validate.required", "/a;/b;/c;/d;/e");
    assertThat(invalid(decoder, "{}"))
        .isEqualTo(
            "/a is required, was nothing; /b is required, was nothing; /c is required, was nothing;"
                + " and 2 more");
  }

  @Test
  void findsBrokenJsonBehindABrokenRule() {
    assertThat(malformed(anyJson("validate.types./a", "integer"), "{\"a\":\"x\",\"b\":}"))
        .startsWith("is not JSON");
  }

  @Test
  void mapsAndChecksTheSamePlace() {
    Decoder decoder =
        anyJson("decode.map.id", "/id", "validate.types./id", "string", "validate.required", "/id");
    assertThat(event(decoder, "{\"id\":\"x\"}").id()).isEqualTo("x");
    assertThat(invalid(decoder, "{\"id\":5}")).isEqualTo("/id must be a string, was an integer");
  }
}
