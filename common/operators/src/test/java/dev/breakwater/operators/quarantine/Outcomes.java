package dev.breakwater.operators.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Outcomes of a stage, and records that come back as the encoder of dead letters wrote them. */
final class Outcomes {

  static final long TIMESTAMP = 1_000_000L;

  private static final int ROOM = 1 << 20;
  private static final DeadLetterEncoder ENCODER = new DeadLetterEncoder("dead", "test", ROOM);

  private Outcomes() {}

  /** The record of a key at an offset of the topic {@code in}. */
  static RawRecord record(@Nullable String key, long offset) {
    return new RawRecord(
        "in",
        0,
        offset,
        TIMESTAMP,
        key == null ? null : key.getBytes(UTF_8),
        Long.toString(offset).getBytes(UTF_8),
        Headers.EMPTY);
  }

  static Event event(String key, long offset) {
    return event(record(key, offset));
  }

  /** The event in a record: its value is its id. */
  static Event event(RawRecord record) {
    String id = new String(Objects.requireNonNull(record.value()), UTF_8);
    Attributes attributes = new Attributes(id, "s", "t", null, null, null, null, List.of());
    return new Event(record, attributes, TIMESTAMP, record.value());
  }

  static DeadLetter dead(RawRecord record) {
    return dead(record, Reason.DEPENDENCY);
  }

  static DeadLetter dead(RawRecord record, Reason reason) {
    return new DeadLetter(record, reason, "lookup", "down", null, TIMESTAMP);
  }

  /** A dead letter sent back: read at that offset of the topic {@code retry}. */
  static RawRecord back(RawRecord failed, long offset) {
    return back(dead(failed), offset, ENCODER);
  }

  static RawRecord back(DeadLetter letter, long offset, DeadLetterEncoder encoder) {
    ProducerRecord<byte[], byte[]> written =
        Objects.requireNonNull(encoder.serialize(letter, new NoContext(), null));
    Header[] headers = written.headers().toArray();
    String[] names = new String[headers.length];
    byte[][] values = new byte[headers.length][];
    for (int i = 0; i < headers.length; i++) {
      names[i] = headers[i].key();
      values[i] = headers[i].value();
    }
    return new RawRecord(
        "retry", 0, offset, TIMESTAMP, written.key(), written.value(), new Headers(names, values));
  }

  /** The id of an event, or ! and that of a dead letter, with ~ before one that overtook. */
  static String shown(Outcome outcome) {
    RawRecord record = outcome.record();
    String id = new String(Objects.requireNonNull(record.value()), UTF_8);
    if (outcome instanceof DeadLetter letter) {
      return (letter.reason() == Reason.EXPIRED ? "~!" : "!") + id;
    }
    return record.headers().last(Quarantine.OVERTOOK) == null ? id : "~" + id;
  }

  private record NoContext() implements KafkaSinkContext {

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
