package dev.breakwater.operators.event;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as CloudEvents 1.0 in the binary mode of the Kafka protocol binding. */
public final class EventEncoder implements KafkaRecordSerializationSchema<Event> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  public EventEncoder(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Event event, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(topic, event.record().key(), event.data());
  }

  /** Upper bound of the size on the wire of what is written for an event, in bytes. */
  public static int sizeOf(Event event) {
    throw new UnsupportedOperationException("not written yet: " + event);
  }
}
