package dev.breakwater.operators.audit;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Verdicts as Kafka records: the key says of what, so that the topic may be compacted. */
public final class VerdictEncoder implements KafkaRecordSerializationSchema<Verdict> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  public VerdictEncoder(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Verdict verdict, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(topic, null, verdict.closedAt(), verdict.key(), verdict.toJson());
  }
}
