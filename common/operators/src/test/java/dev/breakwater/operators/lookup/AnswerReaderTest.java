package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  @ParameterizedTest
  @CsvSource({
    "200, ANSWERED",
    "201, ANSWERED",
    "206, ANSWERED",
    "204, ABSENT",
    "404, ABSENT",
    "410, ABSENT",
    "301, REFUSED",
    "304, REFUSED",
    "400, REFUSED",
    "422, REFUSED",
    "405, REFUSED",
    "401, DENIED",
    "403, DENIED",
    "407, DENIED",
    "429, OVERLOADED",
    "500, ERROR",
    "503, ERROR",
    "599, ERROR",
    "101, ERROR",
    "700, ERROR",
  })
  void tellsWhatAStatusMeans(int status, Ending ending) {
    Reply reply = read("", status, "{}");
    assertThat(reply.ending()).isEqualTo(ending);
    assertThat(reply.retryAfterMillis()).isEqualTo(ending == Ending.ANSWERED ? 0 : 9);
  }

  @Test
  void onlyAsksAgainForWhatCanHeal() {
    assertThat(java.util.Arrays.stream(Ending.values()).filter(Ending::heals))
        .containsExactly(Ending.OVERLOADED, Ending.ERROR, Ending.TIMEOUT, Ending.CONNECTION)
        .allMatch(Ending::isFailure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ` {\"a\": 1} ` | `{\"a\": 1}`",
        "`` | 12 | 12",
        "`` | `[1, 2]\n` | `[1, 2]`",
        "/data | {\"x\":1,\"data\": {\"n\" : \"é\"} ,\"y\":2} | {\"n\" : \"é\"}",
        "/data/1 | {\"data\":[1, 2.50, 3]} | 2.50",
        "/data | {\"data\":null} | null",
      })
  void takesTheValueAtThePointerByteForByte(String pointer, String body, String value) {
    Reply reply = read(pointer, 200, body);
    assertThat(reply.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(reply.value()).asString(UTF_8).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>",
        "{\"data\":",
        "{\"data\":1} x",
        "{\"other\":1}",
        "[1]",
        "{\"data\":01}"
      })
  void takesWhatCannotBeUsedForAFailure(String body) {
    Reply reply = read("/data", 200, body);
    assertThat(reply.ending()).isEqualTo(Ending.GARBAGE);
    assertThat(reply.message()).contains("/data");
  }

  @Test
  void takesOtherEncodingsAndWhatIsTooLargeForAFailure() {
    AnswerReader reader = new AnswerReader(new AnswerRules("", 10));
    byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reader.read(200, new BoundedBody.Body(latin, false), 0).ending())
        .isEqualTo(Ending.GARBAGE);
    assertThat(reader.read(200, new BoundedBody.Body(new byte[0], true), 0).message())
        .isEqualTo("answer is larger than 10 B");
  }

  private static Reply read(String pointer, int status, String body) {
    return new AnswerReader(new AnswerRules(pointer, 1_000))
        .read(status, new BoundedBody.Body(body.getBytes(UTF_8), false), 9);
  }
}
