package dev.breakwater.operators.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/** What a record takes in a log, measured by writing it. */
final class KafkaSize {

  private KafkaSize() {}

  static int of(ProducerRecord<byte[], byte[]> record) {
    long timestamp = record.timestamp() == null ? 0 : record.timestamp();
    return MemoryRecords.withRecords(
            Compression.NONE,
            new SimpleRecord(timestamp, record.key(), record.value(), record.headers().toArray()))
        .sizeInBytes();
  }
}
