package dev.breakwater.operators.event;

import static dev.breakwater.operators.event.Records.TIMESTAMP;
import static dev.breakwater.operators.event.Records.binary;
import static dev.breakwater.operators.event.Records.headers;
import static dev.breakwater.operators.event.Records.structured;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventEncoderTest {

  private static final long SEED = 5;

  private final EventEncoder encoder = new EventEncoder("clean");

  @Test
  void writesAttributesThenOtherHeadersThenTheOrigin() throws RejectedException {
    RawRecord record =
        binary(
            "traceparent", "00-1",
            "content-type", "text/csv",
            "ce_subject", "größe",
            "x", null,
            "ce_time", "2001-01-01T01:01:00.50+01:00",
            "ce_priority", "7",
            "ce_dataschema", "urn:schema",
            "tracestate", "a",
            "x", "東");
    ProducerRecord<byte[], byte[]> out = encode(CloudEvents.fromBinary(record));
    assertThat(text(out.headers()))
        .containsExactly(
            "ce_specversion=1.0",
            "ce_id=7",
            "ce_source=urn:s",
            "ce_type=t",
            "ce_subject=größe",
            "ce_time=2001-01-01T01:01:00.50+01:00",
            "ce_dataschema=urn:schema",
            "ce_priority=7",
            "content-type=text/csv",
            "traceparent=00-1",
            "x=null",
            "tracestate=a",
            "x=東",
            "breakwater-origin=raw-3@42");
    assertThat(out.value()).isSameAs(record.value());
    assertThat(out.topic()).isEqualTo("clean");
    assertThat(out.partition()).isNull();
  }

  @Test
  void doublesNothingAndDropsWhatAnEarlierFailureLeft() throws RejectedException {
    RawRecord record =
        binary(
            "ce_id", "8",
            "CE_ID", "9",
            "Content-Type", "text/csv",
            "content-type", "text/csv",
            "breakwater-origin", "older-0@1",
            "__breakwater.errors.reason", "malformed",
            "__breakwater.errors.stub.sha256", "x",
            "__other", "kept",
            "cell", "kept",
            "", "kept",
            "breakwater-origin-of", "kept");
    assertThat(text(encode(CloudEvents.fromBinary(record)).headers()))
        .containsExactly(
            "ce_specversion=1.0",
            "ce_id=8",
            "ce_source=urn:s",
            "ce_type=t",
            "content-type=text/csv",
            "__other=kept",
            "cell=kept",
            "=kept",
            "breakwater-origin-of=kept",
            "breakwater-origin=raw-3@42");
  }

  @Test
  void unwrapsStructuredEvents() throws RejectedException {
    ProducerRecord<byte[], byte[]> out =
        encode(CloudEvents.fromStructured(structured(",\"data\": { \"a\" :1} "), 9));
    assertThat(out.value()).asString(UTF_8).isEqualTo("{ \"a\" :1}");
    assertThat(text(out.headers())).contains("content-type=application/json").hasSize(6);
  }

  @Test
  void takesTheKeyOfTheRecordElseTheSubjectElseTheId() {
    assertThat(encode(event(new byte[] {1, 2}, "größe", 0, 0)).key()).containsExactly(1, 2);
    assertThat(encode(event(new byte[0], "größe", 0, 0)).key()).isEmpty();
    assertThat(encode(event(null, "größe", 0, 0)).key()).asString(UTF_8).isEqualTo("größe");
    assertThat(encode(event(null, null, 0, 0)).key()).asString(UTF_8).isEqualTo("id-1");
  }

  @Test
  void takesTheTimestampOfTheRecordElseOfTheEventElseNone() {
    assertThat(encode(event(null, null, TIMESTAMP, 7)).timestamp()).isEqualTo(TIMESTAMP);
    assertThat(encode(event(null, null, 0, 7)).timestamp()).isZero();
    assertThat(encode(event(null, null, RawRecord.NO_TIMESTAMP, 7)).timestamp()).isEqualTo(7);
    assertThat(encode(event(null, null, RawRecord.NO_TIMESTAMP, -7)).timestamp()).isNull();
    assertThat(encode(event(null, null, Long.MIN_VALUE, -7)).timestamp()).isNull();
  }

  @Test
  void keepsNothingOfOneEventForTheNext() {
    RandomEvents random = new RandomEvents(SEED);
    for (int i = 0; i < 3_000; i++) {
      Event event = random.event();
      assertSame(encode(event), encode(new EventEncoder("clean"), event));
    }
  }

  @Test
  void namesTheOriginOfEveryPosition() {
    for (long offset : new long[] {0, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE}) {
      for (String topic : List.of("a", "a.b-c_d")) {
        RawRecord record = new RawRecord(topic, 17, offset, 0, null, null, Headers.EMPTY);
        Attributes attributes = new Attributes("1", "s", "t", null, null, null, null, List.of());
        List<String> headers = text(encode(new Event(record, attributes, 0, null)).headers());
        assertThat(headers).contains("breakwater-origin=" + record.position());
      }
    }
  }

  @Test
  void estimatesSizesAsKafkaDoes() {
    RandomEvents random = new RandomEvents(SEED);
    for (int i = 0; i < 3_000; i++) {
      Event event = random.event();
      ProducerRecord<byte[], byte[]> out = encode(event);
      int size = EventEncoder.sizeOf(event);
      assertThat(size)
          .as("seed %d, event %d", SEED, i)
          .isEqualTo(
              AbstractRecords.estimateSizeInBytesUpperBound(
                  RecordBatch.MAGIC_VALUE_V2,
                  CompressionType.NONE,
                  out.key(),
                  out.value(),
                  out.headers().toArray()));
      assertThat(size).as("seed %d, event %d", SEED, i).isGreaterThanOrEqualTo(written(out));
    }
  }

  @Test
  void fitsIfAndOnlyIfTheSizeDoes() {
    RandomEvents random = new RandomEvents(SEED);
    for (int i = 0; i < 3_000; i++) {
      Event event = random.event();
      int size = EventEncoder.sizeOf(event);
      assertThat(EventEncoder.fits(event, size)).as("seed %d, event %d", SEED, i).isTrue();
      assertThat(EventEncoder.fits(event, size - 1)).as("seed %d, event %d", SEED, i).isFalse();
      assertThat(EncodedSize.roughly(event))
          .as("seed %d, event %d", SEED, i)
          .isGreaterThanOrEqualTo(size);
    }
  }

  @Test
  void travelsToItsTask() throws Exception {
    encode(event(null, null, 0, 0));
    EventEncoder travelled = InstantiationUtil.clone(encoder);
    Event event = new RandomEvents(SEED).event();
    assertSame(encode(travelled, event), encode(event));
  }

  private static void assertSame(
      ProducerRecord<byte[], byte[]> one, ProducerRecord<byte[], byte[]> other) {
    assertThat(Arrays.equals(one.key(), other.key())).as("seed %d", SEED).isTrue();
    assertThat(Arrays.equals(one.value(), other.value())).as("seed %d", SEED).isTrue();
    assertThat(one.headers().equals(other.headers())).as("seed %d", SEED).isTrue();
    assertThat(one.timestamp()).as("seed %d", SEED).isEqualTo(other.timestamp());
  }

  private static int written(ProducerRecord<byte[], byte[]> out) {
    SimpleRecord record =
        new SimpleRecord(TIMESTAMP, out.key(), out.value(), out.headers().toArray());
    return MemoryRecords.withRecords(Compression.NONE, record).sizeInBytes();
  }

  private static Event event(
      byte @Nullable [] key, @Nullable String subject, long timestamp, long time) {
    RawRecord record = new RawRecord("raw", 0, 0, timestamp, key, null, headers());
    Attributes attributes = new Attributes("id-1", "s", "t", subject, null, null, null, List.of());
    return new Event(record, attributes, time, null);
  }

  private ProducerRecord<byte[], byte[]> encode(Event event) {
    return encode(encoder, event);
  }

  private static ProducerRecord<byte[], byte[]> encode(EventEncoder encoder, Event event) {
    return encoder.serialize(event, new AnyContext(), event.time());
  }

  private static List<String> text(Iterable<Header> headers) {
    List<String> text = new ArrayList<>();
    for (Header header : headers) {
      byte[] value = header.value();
      text.add(header.key() + "=" + (value == null ? "null" : new String(value, UTF_8)));
    }
    return text;
  }
}
