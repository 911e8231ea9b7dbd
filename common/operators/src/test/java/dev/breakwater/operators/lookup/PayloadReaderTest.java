package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.operators.event.RejectedException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {\"airport\":7}",
        "{ } | { \"airport\":7}",
        "{\"a\":1} | {\"a\":1,\"airport\":7}",
        "{\"a\" : [1, 2.50e+3] } | {\"a\" : [1, 2.50e+3] ,\"airport\":7}",
        "{\"airport\":null,\"a\":1} | {\"airport\":7,\"a\":1}",
        "{\"airport\" : {\"x\":[1,{}]} , \"a\":1} | {\"airport\" : 7 , \"a\":1}",
        "{\"a\":{\"airport\":1},\"b\":2} | {\"a\":{\"airport\":1},\"b\":2,\"airport\":7}",
        "{\"airport\":12.50} | {\"airport\":7}",
        "{\"\\u0061irport\":\"é\"} | {\"\\u0061irport\":7}",
      })
  void putsAValueInAndLeavesAllOtherBytes(String payload, String merged) throws RejectedException {
    PayloadReader reader = new PayloadReader(List.of(), "airport");
    reader.read(bytes(payload));
    assertThat(new String(reader.with(bytes("7")), UTF_8)).isEqualTo(merged);
  }

  @Test
  void quotesTheNameOfTheField() throws RejectedException {
    PayloadReader reader = new PayloadReader(List.of(), "a\"b");
    reader.read(bytes("{}"));
    assertThat(new String(reader.with(bytes("1")), UTF_8)).isEqualTo("{\"a\\\"b\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "\"x\"",
        "{",
        "{\"a\":1",
        "{\"a\":}",
        "{\"a\":1} {}",
        "{\"a\":1}]",
        "{\"a\":01}",
        "{\"airport\":1,\"airport\":2}",
        "{\"p\":{\"q\":1,\"q\":2}}",
        "{\"p\":{\"q\":1},\"p\":{\"q\":2}}",
        "\uFEFF{}",
      })
  void refusesWhatIsNotOneJsonObject(String payload) {
    PayloadReader reader = new PayloadReader(List.of("/p/q"), "airport");
    assertThatThrownBy(() -> reader.read(bytes(payload)))
        .isInstanceOf(RejectedException.class)
        .hasMessageStartingWith("payload ");
  }

  @Test
  void readsTheNextPayloadAfterOneThatIsBroken() throws RejectedException {
    PayloadReader reader = new PayloadReader(List.of("/a"), "airport");
    byte[] broken = bytes("{\"a\":\"1\"");
    assertThatThrownBy(() -> reader.read(broken)).isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> reader.read(broken)).isInstanceOf(RejectedException.class);
    reader.read(bytes("{\"b\":1}"));
    assertThat(reader.text(0)).isNull();
  }

  @Test
  void agreesWithTreesOverRandomPayloads() throws Exception {
    long seed = 23;
    Random random = new Random(seed);
    List<String> pointers = List.of("/a", "/b/c", "/c/1", "/a/b/a");
    PayloadReader reader = new PayloadReader(pointers, "airport");
    int found = 0;
    for (int i = 0; i < 10_000; i++) {
      String payload = object(random, 3);
      String value = json(random, 2);
      byte[] data = bytes(payload);
      reader.read(data);
      JsonNode tree = MAPPER.readTree(payload);
      for (int p = 0; p < pointers.size(); p++) {
        JsonNode at = tree.at(pointers.get(p));
        String expected = at.isValueNode() && !at.isNull() ? at.asText() : null;
        assertThat(reader.text(p)).as("seed %d: %s", seed, payload).isEqualTo(expected);
        found += expected == null ? 0 : 1;
      }
      String merged = new String(reader.with(bytes(value)), UTF_8);
      JsonNode model = ((ObjectNode) tree.deepCopy()).set("airport", MAPPER.readTree(value));
      assertThat(MAPPER.readTree(merged)).as("seed %d: %s", seed, payload).isEqualTo(model);
      assertThat(merged)
          .as("seed %d: what comes before the field is untouched", seed)
          .startsWith(payload.substring(0, Math.max(1, payload.indexOf("\"airport\""))));
    }
    assertThat(found).as("the test finds something").isGreaterThan(1_000);
  }

  private static String object(Random random, int depth) {
    StringBuilder json = new StringBuilder("{").append(blank(random));
    int at = 0;
    for (String name : List.of("a", "b", "airport", "c")) {
      if (random.nextBoolean()) {
        json.append(at++ == 0 ? "" : ",").append(blank(random));
        json.append('"').append(name).append("\":").append(blank(random));
        json.append(json(random, depth - 1)).append(blank(random));
      }
    }
    return json.append('}').toString();
  }

  private static String json(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> "\"" + "é\\n".repeat(random.nextInt(3)) + "\"";
      case 4 -> "0";
      case 5 -> "\"x\"";
      case 6 -> "[" + json(random, depth - 1) + "," + blank(random) + json(random, depth - 1) + "]";
      default -> object(random, depth);
    };
  }

  private static String blank(Random random) {
    return " ".repeat(random.nextInt(2));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
