package dev.breakwater.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged records: nothing is thrown, each ends in exactly one place with the bytes it came with,
 * and what is taken for JSON is JSON. Another seed: {@code -Dbreakwater.seed=…}.
 */
class DecoderFuzzTest {

  private static final long SEED = Long.getLong("breakwater.seed", 20_240_601L);
  private static final int PLAIN = 60_000;
  private static final int CLOUD_EVENTS = 50_000;
  private static final int SCHEMA = 10_000;

  private static final String FLIGHT =
      "{\"id\":\"f-00000001\",\"date\":\"2001-01-01T00:01\",\"delay\":33,\"distance\":2176,"
          + "\"origin\":\"LAS\",\"destination\":\"PHL\"}";

  private static final List<byte[]> DOCUMENTS =
      bytes(
          FLIGHT,
          "{\"id\":7,\"delay\":-1.5e3,\"a\":{\"b\":[1,2,{\"c\":null}],\"d\":\"\\u00e9\\n\"}}",
          "[[],{},[{\"a\":[true,false,null]}],\"\",0,-0.0,12345678901234567890,1E+2]",
          "{\"ключ\":\"日本語 🛫\",\"\":{\"\":{\"\":\"\\ud83d\\udeeb\"}}}",
          " \"text\" ",
          "3.14");

  private static final List<byte[]> ENVELOPES =
      bytes(
          "{\"specversion\":\"1.0\",\"id\":\"s-1\",\"source\":\"/s\",\"type\":\"t\",\"time\":"
              + "\"2001-01-01T00:01:00Z\",\"subject\":\"x\",\"ext\":5,\"data\":"
              + FLIGHT
              + "}",
          "{\"data_base64\":\"AAEC/w==\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"s-2\","
              + "\"specversion\":\"1.0\",\"datacontenttype\":\"application/octet-stream\"}",
          "{\"specversion\":\"1.0\",\"id\":\"é\",\"source\":\"/s\",\"type\":\"t\","
              + "\"datacontenttype\":\"text/plain\",\"data\":\"\\u0041 text\"}");

  private static final List<String> ATTRIBUTES =
      List.of(
          "ce_specversion",
          "1.0",
          "ce_id",
          "b-1",
          "ce_source",
          "/binary",
          "ce_type",
          "thing",
          "ce_time",
          "2001-01-01T00:01:00Z",
          "ce_subject",
          "é",
          "ce_ext",
          "5",
          "content-type",
          "application/json",
          "traceparent",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final Mutations documents = new Mutations(random, DOCUMENTS);
  private final EventEncoder encoder = new EventEncoder("clean");
  private int events;
  private int deadLetters;

  @Test
  void takesForPlainJsonExactlyWhatAStrictParserDoes() {
    Decoder anyJson = Records.anyJson();
    Decoder ruled = ruled();
    for (int i = 0; i < PLAIN; i++) {
      byte[] value = documents.mutate(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
      boolean json = StrictTree.accepts(value);
      Outcome outcome = decoded(anyJson, Records.record(value));
      assertThat(outcome instanceof Event)
          .as(() -> "JSON: " + what(outcome.record()))
          .isEqualTo(json);
      Outcome judged = decoded(ruled, Records.record(value));
      assertThat(reason(judged) == Reason.MALFORMED)
          .as(() -> "malformed: " + what(judged.record()))
          .isEqualTo(!json);
    }
    assertBothKinds();
  }

  @Test
  void endsEveryDamagedCloudEventInOnePlace() {
    Decoder decoder = new Decoder(Records.config());
    Decoder ruled = ruled();
    Mutations envelopes = new Mutations(random, ENVELOPES);
    for (int i = 0; i < CLOUD_EVENTS; i++) {
      RawRecord record =
          random.nextBoolean()
              ? Records.record(
                  envelopes.mutate(ENVELOPES.get(random.nextInt(ENVELOPES.size()))),
                  "content-type",
                  "application/cloudevents+json")
              : damagedBinary();
      decoded(decoder, record);
      Outcome judged = decoded(ruled, record);
      if (judged instanceof Event event && isJson(event)) {
        byte[] data = event.data();
        assertThat(data != null && StrictTree.accepts(data)).as(() -> what(record)).isTrue();
      }
    }
    assertBothKinds();
  }

  @Test
  void survivesDamageUnderASchema() throws IOException {
    Path schema =
        Files.writeString(
            directory.resolve("schema.json"),
            "{\"properties\":{\"id\":{\"type\":[\"string\",\"integer\"],\"maxLength\":20,"
                + "\"maximum\":5},\"delay\":{\"type\":\"number\",\"multipleOf\":0.5},\"date\":"
                + "{\"format\":\"date-time\"},\"a\":{\"$ref\":\"#\"}},\"uniqueItems\":true}");
    Decoder decoder = Records.anyJson("validate.schema", schema.toString());
    for (int i = 0; i < SCHEMA; i++) {
      byte[] value = documents.mutate(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
      Outcome outcome = decoded(decoder, Records.record(value));
      if (!StrictTree.accepts(value)) {
        assertThat(reason(outcome)).as(() -> what(outcome.record())).isEqualTo(Reason.MALFORMED);
      }
    }
    assertBothKinds();
  }

  private static Decoder ruled() {
    return Records.anyJson(
        "decode.map.id", "/id",
        "decode.map.subject", "/origin",
        "decode.map.time", "/date",
        "decode.map.time-format", "iso-local",
        "validate.required", "/id;/a/b/0",
        "validate.types./delay", "integer",
        "validate.types./a/b", "array?",
        "validate.types./date", "date(iso-local)");
  }

  private RawRecord damagedBinary() {
    String[] names = new String[ATTRIBUTES.size() / 2];
    byte[][] values = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      byte[] name = ATTRIBUTES.get(2 * i).getBytes(UTF_8);
      byte[] value = ATTRIBUTES.get(2 * i + 1).getBytes(UTF_8);
      names[i] = new String(random.nextInt(40) == 0 ? documents.mutate(name) : name, UTF_8);
      values[i] = random.nextInt(20) == 0 ? documents.mutate(value) : value;
    }
    byte[] value = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
    byte[] data = random.nextBoolean() ? value : documents.mutate(value);
    return new RawRecord("raw", 0, 1, Records.NOW, null, data, new Headers(names, values));
  }

  private Outcome decoded(Decoder decoder, RawRecord record) {
    RawRecord copy = copy(record);
    Outcome outcome = decoder.decode(record, Records.NOW);
    assertThat(outcome.record()).as(() -> what(record)).isSameAs(record).isEqualTo(copy);
    assertThat(reason(outcome)).as(() -> what(record)).isNotEqualTo(Reason.POISON);
    if (outcome instanceof Event event) {
      events++;
      assertThat(event.id()).as(() -> what(record)).isNotEmpty();
      assertThat(event.source()).as(() -> what(record)).isNotEmpty();
      assertThat(event.attributes().type()).as(() -> what(record)).isNotEmpty();
      assertThat(encoder.serialize(event, new OneOfOne(), null)).as(() -> what(record)).isNotNull();
    } else {
      deadLetters++;
    }
    return outcome;
  }

  /** Half of nothing would prove nothing: the damage must leave some records whole. */
  private void assertBothKinds() {
    assertThat(events).as("events of %d", events + deadLetters).isGreaterThan(100);
    assertThat(deadLetters).as("dead letters of %d", events + deadLetters).isGreaterThan(100);
  }

  private static boolean isJson(Event event) {
    return CloudEvents.isJson(event.attributes().dataContentType());
  }

  private static Reason reason(Outcome outcome) {
    return outcome instanceof DeadLetter dead ? dead.reason() : Reason.EXPIRED;
  }

  private static RawRecord copy(RawRecord record) {
    byte[] value = record.value();
    String[] names = new String[record.headers().size()];
    byte[] @Nullable [] values = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = record.headers().name(i);
      byte[] header = record.headers().value(i);
      values[i] = header == null ? null : header.clone();
    }
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        value == null ? null : value.clone(),
        new Headers(names, values));
  }

  /** For the message of a failure: how to see it again. */
  private static String what(RawRecord record) {
    byte[] value = record.value();
    return "seed %d, value %s"
        .formatted(SEED, value == null ? "null" : HexFormat.of().formatHex(value));
  }

  private static List<byte[]> bytes(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  /** The encoder does not ask for more. */
  private static final class OneOfOne implements KafkaSinkContext {

    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
