package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Kafka records: key, value, headers and timestamp of the original, unchanged, and
 * the {@link DeadLetterHeaders}. No partition is chosen, so the key decides as it did before.
 *
 * <p>A record is never bigger than its topic allows. Where the original and our headers would be,
 * the dead letter is a stub: without the value and, only if that is not enough, without the
 * original's headers, or without its key, or without both. A stub has the headers {@code stub.*}
 * and, as every dead letter, the position of the original. A stub that fails again stays a stub of
 * that original.
 *
 * <p>No record can make it throw.
 */
public final class DeadLetterEncoder implements KafkaRecordSerializationSchema<DeadLetter> {

  private static final long serialVersionUID = 1L;

  /** Room for all our headers at their longest, and some. */
  static final int MIN_RECORD_BYTES = 8 * 1024;

  private final String topic;
  private final String job;
  private final int maxRecordBytes;

  /**
   * @param topic where dead letters go
   * @param job the instance of the job
   * @param maxRecordBytes the most that the topic takes in one record by Kafka's own estimate,
   *     batch overhead included; at least 8,192
   */
  public DeadLetterEncoder(String topic, String job, int maxRecordBytes) {
    if (maxRecordBytes < MIN_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "the record size limit of dead-letter topic %s is too small, was %d B; allowed: %d B or"
                  .formatted(topic, maxRecordBytes, MIN_RECORD_BYTES)
              + " more");
    }
    this.topic = topic;
    this.job = job;
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, @Nullable Long timestamp) {
    return encode(letter);
  }

  ProducerRecord<byte[], byte[]> encode(DeadLetter letter) {
    RawRecord record = letter.record();
    List<Header> foreign = foreign(record.headers());
    FailureHeaders ours = FailureHeaders.of(letter, job);
    Header[] all = join(foreign, ours.list());
    if (fits(record.key(), record.value(), all)) {
      return toKafka(record, record.key(), record.value(), all);
    }
    return stub(record, foreign, ours.asStub(record, foreign.size()).list());
  }

  private ProducerRecord<byte[], byte[]> stub(
      RawRecord record, List<Header> foreign, List<Header> ours) {
    byte[] key = record.key();
    Header[] all = join(foreign, ours);
    if (fits(key, null, all)) {
      return toKafka(record, key, null, all);
    }
    // The key goes last: it holds the order and the partition.
    Header[] oursOnly = join(List.of(), ours);
    if (fits(key, null, oursOnly)) {
      return toKafka(record, key, null, oursOnly);
    }
    return toKafka(record, null, null, fits(null, null, all) ? all : oursOnly);
  }

  private boolean fits(byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
    int size =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers);
    return size >= 0 && size <= maxRecordBytes;
  }

  private ProducerRecord<byte[], byte[]> toKafka(
      RawRecord record, byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
    Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
    return new ProducerRecord<>(topic, null, timestamp, key, value, List.of(headers));
  }

  private static List<Header> foreign(Headers headers) {
    List<Header> foreign = new ArrayList<>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      if (!DeadLetterHeaders.isOurs(headers.name(i))) {
        foreign.add(new RecordHeader(headers.name(i), headers.value(i)));
      }
    }
    return foreign;
  }

  private static Header[] join(List<Header> foreign, List<Header> ours) {
    Header[] all = new Header[foreign.size() + ours.size()];
    int i = 0;
    for (Header header : foreign) {
      all[i++] = header;
    }
    for (Header header : ours) {
      all[i++] = header;
    }
    return all;
  }
}
