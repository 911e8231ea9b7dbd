package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** The records that a redrive writes. */
final class RedriveRecords {

  static final int MAX_HISTORY_BYTES = 1_024;

  private RedriveRecords() {}

  /** The original, with what it went through in place of what the dead letter said. */
  static ProducerRecord<byte[], byte[]> sent(RawRecord record, Decision.Send send) {
    Failure failure = send.failure();
    List<Header> headers = new ArrayList<>(record.headers().size() + 5);
    for (int i = 0; i < record.headers().size(); i++) {
      String name = record.headers().name(i);
      boolean ours = Dialect.owns(name) || name.startsWith(RedriveHeaders.PREFIX);
      if (!ours || isPosition(name)) {
        headers.add(new RecordHeader(name, record.headers().value(i)));
      }
    }
    if (failure != null) {
      put(headers, DeadLetterHeaders.ATTEMPTS, Long.toString(failure.times().count()));
      long first = firstFailure(record, failure);
      if (first >= 0) {
        put(headers, DeadLetterHeaders.FIRST_FAILURE, Long.toString(first));
      }
    }
    put(headers, RedriveHeaders.ATTEMPT, Integer.toString(send.attempt()));
    put(headers, RedriveHeaders.FROM, record.position());
    if (failure != null) {
      put(headers, RedriveHeaders.HISTORY, history(record, send.attempt(), failure));
    }
    return record(send.target(), timestamp(record, failure), record, headers);
  }

  /** Where it failed stays: by that a quarantine knows the record again. */
  private static boolean isPosition(String name) {
    return name.equals(DeadLetterHeaders.TOPIC)
        || name.equals(DeadLetterHeaders.PARTITION)
        || name.equals(DeadLetterHeaders.OFFSET);
  }

  /** The dead letter as it is, with the reason. */
  static ProducerRecord<byte[], byte[]> parked(RawRecord record, Decision.Park park, String topic) {
    List<Header> headers = new ArrayList<>(record.headers().size() + 2);
    for (int i = 0; i < record.headers().size(); i++) {
      String name = record.headers().name(i);
      if (!name.equals(RedriveHeaders.FROM) && !name.equals(RedriveHeaders.PARKED)) {
        headers.add(new RecordHeader(name, record.headers().value(i)));
      }
    }
    put(headers, RedriveHeaders.FROM, record.position());
    put(headers, RedriveHeaders.PARKED, park.cause().code());
    return record(topic, record.timestamp(), record, headers);
  }

  /** By Kafka's own estimate, batch overhead included. */
  static int size(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        record.key(),
        record.value(),
        record.headers().toArray());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, long timestamp, RawRecord record, List<Header> headers) {
    return new ProducerRecord<>(
        topic, null, timestamp < 0 ? null : timestamp, record.key(), record.value(), headers);
  }

  private static long timestamp(RawRecord record, @Nullable Failure failure) {
    return failure == null || failure.original().timestamp() == Failure.NONE
        ? record.timestamp()
        : failure.original().timestamp();
  }

  private static long firstFailure(RawRecord record, Failure failure) {
    return failure.times().first() == Failure.NONE
        ? RedriveFilter.failedAt(record, failure)
        : failure.times().first();
  }

  private static String history(RawRecord record, int attempt, Failure failure) {
    String entry =
        "%d,%s,%s,%s,%d"
            .formatted(
                attempt,
                word(failure.reason()),
                word(failure.stage()),
                word(failure.job()),
                RedriveFilter.failedAt(record, failure));
    String earlier = earlier(record.headers());
    String all = earlier.isEmpty() ? entry : earlier + ';' + entry;
    while (all.getBytes(UTF_8).length > MAX_HISTORY_BYTES && all.indexOf(';') >= 0) {
      all = all.substring(all.indexOf(';') + 1);
    }
    return all;
  }

  private static String earlier(Headers headers) {
    String text = new HeaderValues(headers).text(RedriveHeaders.HISTORY);
    return text == null ? "" : text;
  }

  private static String word(@Nullable String text) {
    if (text == null) {
      return "-";
    }
    String word = text.replace(',', '_').replace(';', '_');
    return word.substring(0, Math.min(word.length(), 64));
  }

  private static void put(List<Header> headers, String name, String text) {
    headers.add(new RecordHeader(name, text.getBytes(UTF_8)));
  }
}
