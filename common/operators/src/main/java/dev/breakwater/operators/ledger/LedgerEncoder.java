package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Entries as Kafka records: key and value as they are, at the time when they were booked. */
public final class LedgerEncoder implements KafkaRecordSerializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  /**
   * @param topic to write to
   */
  public LedgerEncoder(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RawRecord entry, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(topic, null, entry.timestamp(), entry.key(), entry.value());
  }
}
