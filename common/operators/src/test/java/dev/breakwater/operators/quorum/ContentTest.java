package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void bytesAreComparedByteByByte() {
    Content content = content();
    assertThat(same(content, "{\"a\":1}", "{\"a\":1}")).isTrue();
    assertThat(same(content, "{\"a\":1}", "{\"a\": 1}")).isFalse();
  }

  @Test
  void jsonIsComparedByWhatItSays() {
    Content content = content("quorum.compare.as", "json");
    assertThat(same(content, "{\"a\":1,\"b\":[1,2]}", " {\"b\":[1.0,2e0],\"a\":10e-1}")).isTrue();
    assertThat(same(content, "{\"a\":\"\\u0041\"}", "{\"a\":\"A\"}")).isTrue();
    assertThat(same(content, "[1,2]", "[2,1]")).isFalse();
    assertThat(same(content, "{\"a\":{\"b\":1}}", "{\"b\":{\"a\":1}}")).isFalse();
    assertThat(same(content, "{\"a\":1}", "{\"a\":\"1\"}")).isFalse();
    assertThat(same(content, "{}", "[]")).isFalse();
    assertThat(same(content, "{\"a\":null}", "{}")).isFalse();
    assertThat(same(content, "[[1],2]", "[1,[2]]")).isFalse();
    assertThat(same(content, "9223372036854775807", "9223372036854775807.0")).isTrue();
    assertThat(same(content, "9223372036854775807", "9223372036854775808")).isFalse();
    assertThat(same(content, "not json", "not  json")).isFalse();
    assertThat(same(content, "1 2", "1  2")).as("two values are no JSON").isFalse();
  }

  @Test
  void jsonAgreesWithATreeOverRandomDocuments() throws Exception {
    Content content = content("quorum.compare.as", "json");
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      JsonNode one = draw(random, 3);
      assertThat(same(content, one.toString(), shuffled(one, random).toPrettyString()))
          .as("%s, seed %d", one, seed)
          .isTrue();
      JsonNode other = draw(new Random(seed + 1_000_000), 3);
      assertThat(same(content, one.toString(), other.toString()))
          .as("%s and %s", one, other)
          .isEqualTo(one.equals(other));
    }
  }

  @Test
  void ignoredFieldsMayDiffer() {
    Content content =
        content("quorum.compare.as", "json", "quorum.compare.ignore", "/at;/list/1;/x~1y");
    assertThat(same(content, "{\"v\":1,\"at\":{\"t\":5}}", "{\"at\":7,\"v\":1}")).isTrue();
    assertThat(same(content, "{\"v\":1,\"at\":5}", "{\"v\":1}")).isTrue();
    assertThat(same(content, "{\"v\":{\"at\":5}}", "{\"v\":{\"at\":6}}")).isFalse();
    assertThat(same(content, "{\"list\":[1,2,3]}", "{\"list\":[1,9,3]}")).isTrue();
    assertThat(same(content, "{\"list\":[1,2,3]}", "{\"list\":[1,2,9]}")).isFalse();
    assertThat(same(content, "{\"x/y\":1}", "{\"x/y\":2}")).isTrue();
  }

  @Test
  void numbersMayBeNearWithATolerance() {
    Content content =
        content(
            "quorum.compare.as", "json",
            "quorum.compare.ignore", "/at",
            "quorum.compare.tolerance.absolute", "0.5",
            "quorum.compare.tolerance.relative", "0.01");
    assertThat(agree(content, "{\"v\":[1.0,\"a\"]}", "{\"v\":[1.5,\"a\"]}")).isTrue();
    assertThat(agree(content, "{\"v\":1.0}", "{\"v\":1.51}")).isFalse();
    assertThat(agree(content, "{\"v\":1000}", "{\"v\":1010}")).isTrue();
    assertThat(agree(content, "{\"v\":1000}", "{\"v\":1011}")).isFalse();
    assertThat(agree(content, "{\"v\":1,\"w\":2}", "{\"v\":1}")).isFalse();
    assertThat(agree(content, "{\"v\":1}", "{\"v\":1,\"w\":2}")).isFalse();
    assertThat(agree(content, "{\"v\":1}", "{\"v\":1,\"at\":2}")).isTrue();
    assertThat(agree(content, "{\"v\":\"1\"}", "{\"v\":1}")).isFalse();
    assertThat(agree(content, "{\"v\":1e999999999}", "{\"v\":1}")).isFalse();
    assertThat(agree(content, "torn", "{\"v\":1}")).isFalse();
  }

  /** Of what a replica writes, nothing may end the job: it would come again after the restart. */
  @Test
  void anyPayloadIsComparedWithoutFailing() {
    Content content =
        content(
            "quorum.compare.as", "json",
            "quorum.compare.count", "/n",
            "quorum.compare.tolerance.relative", "0.01");
    List<byte[]> payloads = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "{\"n\":100e2147483647}",
            "{\"n\":1e-2147483647}",
            "{\"n\":1e99999999999}",
            "{\"n\":0e2147483647}",
            "[".repeat(5_000),
            "9".repeat(5_000),
            "{\"n\":NaN}")) {
      payloads.add(text.getBytes(UTF_8));
    }
    payloads.add(new byte[] {0, 0, 0, 0, 42, 6, 1, 2});
    payloads.add(new byte[] {(byte) 0xfe, (byte) 0xff, 0, 0});
    payloads.add(new byte[] {0, 0x41, 0, 0});
    payloads.add(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'});
    for (byte[] one : payloads) {
      for (byte[] other : payloads) {
        boolean equal = content.digest(copy(one)).equals(content.digest(copy(other)));
        assertThat(equal).isEqualTo(one == other);
        assertThatCode(() -> content.agree(copy(one), copy(other))).doesNotThrowAnyException();
      }
      assertThatCode(() -> content.count(copy(one))).doesNotThrowAnyException();
    }
  }

  @Test
  void numbersAreEqualByTheirValueWhateverTheirSize() {
    Content content = content("quorum.compare.as", "json");
    assertThat(same(content, "100e2147483645", "1e2147483647")).isTrue();
    assertThat(same(content, "0.10", "1e-1")).isTrue();
    assertThat(same(content, "0e7", "-0.0")).isTrue();
    assertThat(same(content, "12e17", "1200000000000000000")).isTrue();
    assertThat(same(content, "1e19", "10000000000000000000")).isTrue();
    assertThat(same(content, "1e19", "1e20")).isFalse();
    assertThat(same(content, "-0.5", "0.5")).isFalse();
  }

  @Test
  void attributesAreCompared() {
    Copy one = new Copy(0, 0, "r", 5, "x");
    Copy later = new Copy(0, 1, "r", 6, "x");
    Content strict = content();
    Content lax = content("quorum.compare.attributes", "false");
    assertThat(strict.digest(one.event())).isNotEqualTo(strict.digest(later.event()));
    assertThat(lax.digest(one.event())).isEqualTo(lax.digest(later.event()));
  }

  @Test
  void findsTheCountWhereThereIsOne() {
    Content content = content("quorum.compare.count", "/measures/count");
    assertThat(count(content, "{\"measures\":{\"sum\":1,\"count\":7}}"))
        .isEqualTo(Double.doubleToLongBits(7));
    assertThat(count(content, "{\"measures\":{\"count\":\"7\"}}")).isEqualTo(Group.NO_COUNT);
    assertThat(count(content, "{\"count\":7}")).isEqualTo(Group.NO_COUNT);
    assertThat(count(content, "{\"measures\":{\"sum\":")).isEqualTo(Group.NO_COUNT);
    assertThat(count(content(), "{\"measures\":{\"count\":7}}")).isEqualTo(Group.NO_COUNT);
  }

  private static Content content(String... settings) {
    return new Content(Configs.of(settings).comparison());
  }

  private static boolean same(Content content, String one, String other) {
    return content.digest(copy(one)).equals(content.digest(copy(other)));
  }

  private static boolean agree(Content content, String leader, String other) {
    return content.agree(copy(leader), copy(other));
  }

  private static long count(Content content, String payload) {
    return content.count(copy(payload));
  }

  private static Event copy(String payload) {
    return copy(payload.getBytes(UTF_8));
  }

  private static Event copy(byte[] payload) {
    Event event = new Copy(0, 0, "r", 5, "").event();
    return new Event(RawRecord.made(5, null, payload), event.attributes(), 5, payload);
  }

  private static JsonNode draw(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    int kind = random.nextInt(depth == 0 ? 4 : 6);
    if (kind == 4) {
      ArrayNode array = nodes.arrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        array.add(draw(random, depth - 1));
      }
      return array;
    } else if (kind == 5) {
      ObjectNode object = nodes.objectNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set("n" + random.nextInt(4), draw(random, depth - 1));
      }
      return object;
    }
    return switch (kind) {
      case 0 -> nodes.numberNode(random.nextInt(3));
      case 1 -> nodes.textNode("t" + random.nextInt(2));
      case 2 -> nodes.booleanNode(random.nextBoolean());
      default -> nodes.nullNode();
    };
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(shuffled(element, random)));
      return copy;
    } else if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode copy = JSON.createObjectNode();
      names.forEach(name -> copy.set(name, shuffled(object.get(name), random)));
      return copy;
    }
    return node;
  }
}
