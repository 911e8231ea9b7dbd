package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.CloudEvents.Mode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Held against the SDK of the CloudEvents project: what one writes, the other reads. */
class CloudEventsOracleTest {

  private static final long SEED = 1_0;
  private static final int COUNT = 3_000;

  private final Random random = new Random(SEED);
  private final RandomEvents texts = new RandomEvents(SEED);

  @Test
  void readsWhatTheSdkWritesInBinaryMode() throws RejectedException {
    CloudEventSerializer serializer = serializer(Encoding.BINARY);
    for (int i = 0; i < COUNT; i++) {
      CloudEvent expected = sdkEvent(i % 2 == 0 ? "application/json" : "text/plain");
      RawRecord record = write(serializer, expected);
      assertThat(CloudEvents.mode(record)).isEqualTo(Mode.BINARY);
      assertSame(CloudEvents.fromBinary(record), expected, i);
    }
  }

  @Test
  void readsWhatTheSdkWritesInStructuredMode() throws RejectedException {
    CloudEventSerializer serializer = serializer(Encoding.STRUCTURED);
    for (int i = 0; i < COUNT; i++) {
      String type = i % 3 == 0 ? "application/octet-stream" : "application/json";
      CloudEvent expected = sdkEvent(type);
      RawRecord record = write(serializer, expected);
      assertThat(CloudEvents.mode(record)).isEqualTo(Mode.STRUCTURED);
      assertSame(CloudEvents.fromStructured(record, 16), expected, i);
    }
  }

  @Test
  void writesWhatTheSdkReads() {
    CloudEventDeserializer deserializer = new CloudEventDeserializer();
    EventEncoder encoder = new EventEncoder("clean");
    for (int i = 0; i < COUNT; i++) {
      Event event = ownEvent();
      ProducerRecord<byte[], byte[]> out = encoder.serialize(event, new AnyContext(), null);
      CloudEvent read = deserializer.deserialize("clean", out.headers(), out.value());
      assertSame(event, read, i);
    }
  }

  @Test
  void handsOnWhatTheSdkWroteInEitherMode() throws RejectedException {
    CloudEventDeserializer deserializer = new CloudEventDeserializer();
    EventEncoder encoder = new EventEncoder("clean");
    for (Encoding encoding : List.of(Encoding.BINARY, Encoding.STRUCTURED)) {
      CloudEventSerializer serializer = serializer(encoding);
      for (int i = 0; i < COUNT; i++) {
        CloudEvent expected = sdkEvent("application/json");
        RawRecord record = write(serializer, expected);
        Event event =
            encoding == Encoding.BINARY
                ? CloudEvents.fromBinary(record)
                : CloudEvents.fromStructured(record, 16);
        ProducerRecord<byte[], byte[]> out = encoder.serialize(event, new AnyContext(), null);
        CloudEvent read = deserializer.deserialize("clean", out.headers(), out.value());
        assertSame(event, read, i);
        assertThat(read.getExtensionNames()).isEqualTo(expected.getExtensionNames());
        assertThat(read.getTime()).as("seed %d", SEED).isEqualTo(expected.getTime());
      }
    }
  }

  private CloudEvent sdkEvent(String contentType) {
    Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    CloudEventBuilder builder =
        CloudEventBuilder.v1()
            .withId(texts.someText(30))
            .withSource(URI.create("urn:source:" + random.nextInt(9)))
            .withType(texts.someText(20))
            .withExtension("text", texts.someText(20))
            .withExtension("number", random.nextInt())
            .withExtension("flag", random.nextBoolean());
    if (random.nextBoolean()) {
      int minutes = random.nextInt(-18 * 60, 18 * 60);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
      builder.withTime(OffsetDateTime.ofInstant(instant, offset));
    }
    if (random.nextBoolean()) {
      builder.withSubject(texts.someText(20));
    }
    if (random.nextInt(4) == 0) {
      return builder.build();
    }
    URI schema = random.nextBoolean() ? URI.create("urn:schema") : null;
    byte[] json = ("{\"a\":\"" + texts.someText(20) + "\",\"b\":[1,2.5]}").getBytes(UTF_8);
    return builder.withData(contentType, schema, json).build();
  }

  private Event ownEvent() {
    Attributes any = texts.attributes();
    Attributes attributes =
        new Attributes(
            any.id(),
            "urn:source:" + random.nextInt(9),
            any.type(),
            any.subject(),
            any.time(),
            any.dataContentType(),
            any.dataSchema(),
            any.extensions());
    RawRecord record = texts.record();
    byte[] data = random.nextInt(4) == 0 ? null : texts.someText(60).getBytes(UTF_8);
    Headers none = Headers.EMPTY;
    RawRecord own =
        new RawRecord(record.topic(), 0, record.offset(), record.timestamp(), null, data, none);
    return new Event(own, attributes, 0, data);
  }

  private static CloudEventSerializer serializer(Encoding encoding) {
    CloudEventSerializer serializer = new CloudEventSerializer();
    Map<String, Object> config = new HashMap<>();
    config.put(CloudEventSerializer.ENCODING_CONFIG, encoding);
    if (encoding == Encoding.STRUCTURED) {
      config.put(CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE);
    }
    serializer.configure(config, false);
    return serializer;
  }

  private static RawRecord write(CloudEventSerializer serializer, CloudEvent event) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = serializer.serialize("raw", headers, event);
    List<String> names = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (Header header : headers) {
      names.add(header.key());
      values.add(header.value());
    }
    Headers own = new Headers(names.toArray(new String[0]), values.toArray(new byte[0][]));
    return new RawRecord("raw", 0, 0, Records.TIMESTAMP, null, value, own);
  }

  private static void assertSame(Event event, CloudEvent sdk, int index) {
    assertThat(attributes(event)).as("seed %d, event %d", SEED, index).isEqualTo(attributes(sdk));
    byte[] data = sdk.getData() == null ? null : sdk.getData().toBytes();
    assertThat(event.data()).as("seed %d, event %d", SEED, index).isEqualTo(data);
    if (sdk.getTime() != null && event.record().topic().equals("raw")) {
      assertThat(event.time()).isEqualTo(sdk.getTime().toInstant().toEpochMilli());
    }
  }

  private static Map<String, String> attributes(Event event) {
    Attributes attributes = event.attributes();
    Map<String, String> all = new TreeMap<>();
    all.put("id", attributes.id());
    all.put("source", attributes.source());
    all.put("type", attributes.type());
    all.put("subject", attributes.subject());
    all.put("time", attributes.time() == null ? null : moment(attributes.time()));
    all.put("datacontenttype", attributes.dataContentType());
    all.put("dataschema", attributes.dataSchema());
    List<String> extensions = attributes.extensions();
    for (int i = 0; i < extensions.size(); i += 2) {
      all.put(extensions.get(i), extensions.get(i + 1));
    }
    all.values().removeAll(Collections.singleton(null));
    return all;
  }

  private static Map<String, String> attributes(CloudEvent event) {
    Map<String, String> all = new TreeMap<>();
    for (String name : event.getAttributeNames()) {
      Object value = event.getAttribute(name);
      all.put(name, name.equals("time") ? moment(value.toString()) : Objects.toString(value));
    }
    for (String name : event.getExtensionNames()) {
      all.put(name, Objects.toString(event.getExtension(name)));
    }
    all.remove("specversion");
    return all;
  }

  private static String moment(String time) {
    return OffsetDateTime.parse(time).toString();
  }
}
