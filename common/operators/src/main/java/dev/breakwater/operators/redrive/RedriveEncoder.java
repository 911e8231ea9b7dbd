package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as the records that go back to work, or to the parking topic. No partition is
 * chosen, so the key decides as it did before.
 */
public final class RedriveEncoder
    implements KafkaRecordSerializationSchema<RawRecord>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1L;

  private final RedrivePolicy policy;

  public RedriveEncoder(RedrivePolicy policy) {
    this.policy = policy;
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      RawRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
    return policy.encode(record);
  }

  /** The topics, for lineage and for sinks that pool transaction ids. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    List<String> topics = new ArrayList<>(policy.config().outputs());
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
