package dev.breakwater.operators.kafka;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;

/** Builds sinks. */
public final class KafkaSinks {

  private KafkaSinks() {}

  /**
   * A sink for the records that the encoder makes.
   *
   * <p>Delivered exactly once, a commit that the broker refuses never passes in silence: unless the
   * broker proves that it was done before, the job fails for good with a {@link
   * LostCommitException}.
   *
   * <p>Fails when the broker refuses a record or cannot be reached for two minutes. Records larger
   * than {@link SinkConfig#maxRecordSize()} must not come here: divert them before, or the job
   * fails at the same record after each restart.
   *
   * @param name no other sink of the job may have it
   * @param encoder its topic must be named as well, by {@link #of(SinkConfig, SinkName, String,
   *     KafkaRecordSerializationSchema)}, where transaction ids are pooled
   * @throws IllegalArgumentException if transaction ids are pooled and the encoder does not name
   *     its topics
   */
  public static <T> Sink<T> of(
      SinkConfig config, SinkName name, KafkaRecordSerializationSchema<T> encoder) {
    Properties properties = new Properties();
    properties.putAll(config.properties());
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setRecordSerializer(encoder)
            .setDeliveryGuarantee(config.delivery().guarantee());
    if (config.delivery() == Delivery.AT_LEAST_ONCE) {
      return builder.build();
    }
    if (config.naming() == TransactionNaming.POOLING
        && !(encoder instanceof KafkaDatasetFacetProvider)) {
      throw new IllegalArgumentException(
          "sink.transaction-naming pooling needs the topic of sink " + name + " to be named");
    }
    KafkaSink<T> sink =
        builder
            .setTransactionalIdPrefix(TransactionalIds.prefix(config.instance(), name))
            .setTransactionNamingStrategy(config.naming().strategy())
            .build();
    return new StrictKafkaSink<>(sink, config, name, topics(encoder));
  }

  /**
   * The same, for an encoder that writes to one topic.
   *
   * @param topic where all records of the encoder go
   */
  public static <T> Sink<T> of(
      SinkConfig config, SinkName name, String topic, KafkaRecordSerializationSchema<T> encoder) {
    return of(config, name, new TopicEncoder<>(topic, encoder));
  }

  private static List<String> topics(KafkaRecordSerializationSchema<?> encoder) {
    if (!(encoder instanceof KafkaDatasetFacetProvider provider)) {
      return List.of();
    }
    return provider
        .getKafkaDatasetFacet()
        .map(facet -> facet.getTopicIdentifier())
        .map(KafkaDatasetIdentifier::getTopics)
        .map(List::copyOf)
        .orElse(List.of());
  }
}
