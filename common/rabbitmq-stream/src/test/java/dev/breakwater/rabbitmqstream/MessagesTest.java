package dev.breakwater.rabbitmqstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final Instant TIME = Instant.parse("2024-06-01T12:00:00Z");
  private static final Place PLACE = new Place(42, TIME.toEpochMilli());

  private final Messages messages = new Messages("orders-1");

  @Test
  void keepsBodyTimeAndPosition() {
    RawRecord record = record(data("{}"));
    assertThat(record.position()).isEqualTo("orders-1-0@42");
    assertThat(record.key()).isNull();
    assertThat(record.value()).isEqualTo(BODY);
    assertThat(record.timestamp()).as("of the chunk").isEqualTo(TIME.toEpochMilli());
    assertThat(record.headers()).isEqualTo(Headers.EMPTY);
  }

  @Test
  void isOfTheTimeOfItsCreationWhichIsNeverStillToCome() {
    Properties properties = new Properties();
    properties.setCreationTime(Date.from(TIME.minusSeconds(1)));
    RawRecord record = record(properties, data("{}"));
    assertThat(record.timestamp()).isEqualTo(TIME.minusSeconds(1).toEpochMilli());
    assertThat(text(record, "amqp-timestamp")).isEqualTo("2024-06-01T11:59:59Z");
    properties.setCreationTime(Date.from(Instant.ofEpochMilli(Long.MAX_VALUE)));
    long before = System.currentTimeMillis();
    assertThat(record(properties, data("{}")).timestamp())
        .isBetween(before, System.currentTimeMillis());
    properties.setCreationTime(Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)));
    assertThat(record(properties, data("{}")).timestamp()).isZero();
  }

  @Test
  void joinsDataSections() {
    assertThat(record(data("{\"a\":"), data("1"), data("}")).value())
        .isEqualTo("{\"a\":1}".getBytes(UTF_8));
  }

  @Test
  void takesValuesThatAreBytesOrTextAndKeepsNull() {
    assertThat(record(new AmqpValue("{}")).value()).isEqualTo(BODY);
    assertThat(record(new AmqpValue(Symbol.valueOf("{}"))).value()).isEqualTo(BODY);
    assertThat(record(new AmqpValue(new Binary(BODY))).value()).isEqualTo(BODY);
    assertThat(record(new AmqpValue(null)).value()).isNull();
    assertThat(record(new Properties()).value()).as("no body at all").isNull();
    assertThat(record(new AmqpValue("{}")).headers()).isEqualTo(Headers.EMPTY);
  }

  @Test
  void keepsAnyOtherBodyAsItIsStoredAndSaysSo() {
    byte[] value = encoded(new AmqpValue(Map.of("a", 1)));
    RawRecord record = messages.toRecord(PLACE, value);
    assertThat(record.value()).isSameAs(value);
    assertThat(text(record, "amqp-body")).isEqualTo("value");
    byte[] sequence = encoded(new AmqpSequence(List.of("a", 1)));
    record = messages.toRecord(PLACE, sequence);
    assertThat(record.value()).isSameAs(sequence);
    assertThat(text(record, "amqp-body")).isEqualTo("sequence");
  }

  @Test
  void keepsWhatIsNoMessageAndSaysSo() {
    RawRecord record = messages.toRecord(PLACE, BODY);
    assertThat(record.value()).isSameAs(BODY);
    assertThat(record.timestamp()).isEqualTo(TIME.toEpochMilli());
    assertThat(text(record, "amqp-body")).isEqualTo("unreadable");
  }

  @Test
  void turnsPropertiesIntoHeaders() {
    Properties properties = new Properties();
    properties.setContentType(Symbol.valueOf("application/json"));
    properties.setContentEncoding(Symbol.valueOf("identity"));
    properties.setMessageId(UnsignedLong.valueOf(7));
    properties.setCorrelationId("c-1");
    properties.setSubject("order");
    properties.setTo("shop");
    properties.setReplyTo("answers");
    properties.setGroupId("eu");
    Map<Symbol, Object> annotations = new HashMap<>();
    annotations.put(Symbol.valueOf("x-exchange"), "shop.orders");
    annotations.put(Symbol.valueOf("x-routing-key"), "eu.1");
    RawRecord record =
        record(new Header(), new MessageAnnotations(annotations), properties, data("{}"));
    assertThat(text(record, "content-type")).isEqualTo("application/json");
    assertThat(text(record, "amqp-content-encoding")).isEqualTo("identity");
    assertThat(text(record, "amqp-message-id")).isEqualTo("7");
    assertThat(text(record, "amqp-correlation-id")).isEqualTo("c-1");
    assertThat(text(record, "amqp-subject")).isEqualTo("order");
    assertThat(text(record, "amqp-to")).isEqualTo("shop");
    assertThat(text(record, "amqp-reply-to")).isEqualTo("answers");
    assertThat(text(record, "amqp-group-id")).isEqualTo("eu");
    assertThat(text(record, "amqp-exchange")).isEqualTo("shop.orders");
    assertThat(text(record, "amqp-routing-key")).isEqualTo("eu.1");
  }

  @Test
  void keepsApplicationPropertiesOfAnyType() {
    UUID uuid = new UUID(1, 2);
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("text", "é");
    sent.put("bytes", new Binary(new byte[] {9, 1, 2, 9}, 1, 2));
    sent.put("number", 7L);
    sent.put("flag", true);
    sent.put("time", Date.from(TIME));
    sent.put("uuid", uuid);
    sent.put("nothing", null);
    RawRecord record = record(new ApplicationProperties(sent), data("{}"));
    assertThat(text(record, "text")).isEqualTo("é");
    assertThat(record.headers().last("bytes")).containsExactly(1, 2);
    assertThat(text(record, "number")).isEqualTo("7");
    assertThat(text(record, "flag")).isEqualTo("true");
    assertThat(text(record, "time")).isEqualTo("2024-06-01T12:00:00Z");
    assertThat(text(record, "uuid")).isEqualTo(uuid.toString());
    assertThat(record.headers().last("nothing")).isNull();
    assertThat(record.headers().size()).isEqualTo(7);
  }

  @Test
  void bringsCloudEventsInAllSpellingsOfTheirPrefix() throws Exception {
    for (String prefix : List.of("ce_", "cloudEvents_", "cloudEvents:")) {
      Properties properties = new Properties();
      properties.setContentType(Symbol.valueOf("application/json"));
      Map<String, Object> sent =
          Map.of(
              prefix + "specversion", "1.0",
              prefix + "id", "e-1",
              prefix + "source", "/shop",
              prefix + "type", "order",
              prefix + "time", Date.from(TIME));
      RawRecord record = record(properties, new ApplicationProperties(sent), data("{}"));
      assertThat(CloudEvents.mode(record)).isEqualTo(CloudEvents.Mode.BINARY);
      Event event = CloudEvents.fromBinary(record);
      assertThat(event.id()).isEqualTo("e-1");
      assertThat(event.time()).isEqualTo(TIME.toEpochMilli());
    }
  }

  /** Whatever somebody stores: nobody looks at it but us. */
  @Test
  void noBytesMakeItFail() {
    long seed = Long.getLong("breakwater.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, Object> sent = Map.of("text", "é", "number", 7L, "list", 3, "flag", true);
    byte[] whole =
        encoded(
            new MessageAnnotations(Map.of(Symbol.valueOf("x-exchange"), "a")),
            new Properties(),
            new ApplicationProperties(sent),
            new AmqpValue(List.of(Map.of("a", List.of(1, 2, 3)), "b")));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 8));
      for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(messages.toRecord(PLACE, bytes)).as("seed %d, round %d", seed, i).isNotNull();
    }
    assertThat(record(data("{}")).value()).as("the reader is as it was").isEqualTo(BODY);
  }

  /** Lists in lists, and an array that says it has two thousand millions of nothing. */
  @Test
  void neitherDepthNorSizeMakeItFail() {
    int depth = 100_000;
    ByteBuffer nested = ByteBuffer.allocate(3 + 9 * depth);
    nested.put(new byte[] {0x00, 0x53, 0x77});
    for (int i = 0; i < depth; i++) {
      nested.put((byte) 0xd0).putInt(9 * (depth - i) - 5).putInt(1);
    }
    assertThat(text(messages.toRecord(PLACE, nested.array()), "amqp-body")).isEqualTo("unreadable");
    byte[] array = {
      0x00, 0x53, 0x77, (byte) 0xf0, 0, 0, 0, 5, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x40
    };
    assertThat(text(messages.toRecord(PLACE, array), "amqp-body")).isEqualTo("unreadable");
  }

  private RawRecord record(Section... sections) {
    return messages.toRecord(PLACE, encoded(sections));
  }

  private static Data data(String text) {
    return new Data(new Binary(text.getBytes(UTF_8)));
  }

  private static byte[] encoded(Section... sections) {
    DecoderImpl decoder = new DecoderImpl();
    EncoderImpl encoder = new EncoderImpl(decoder);
    AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    ByteBuffer buffer = ByteBuffer.allocate(4_096);
    encoder.setByteBuffer(buffer);
    for (Section section : sections) {
      encoder.writeObject(section);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static String text(RawRecord record, String name) {
    byte[] value = record.headers().last(name);
    assertThat(value).as(name).isNotNull();
    return new String(value, UTF_8);
  }
}
