package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.RawRecord;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.kafka.common.TopicPartition;

/** Builds sources. */
public final class KafkaSources {

  private KafkaSources() {}

  /**
   * Raw records of the topics, each exactly as it was written, in the order of their partition,
   * with the timestamp of the record as Flink's. Records of aborted transactions are left out.
   *
   * <p>Fails when the broker cannot be reached for two minutes, and when it no longer has an offset
   * that comes next (see {@link OutOfRange}); never because of a record.
   */
  public static KafkaSource<RawRecord> raw(SourceConfig config) {
    return builder(config).build();
  }

  /**
   * The same up to the given ends, each exclusive; then the source is finished.
   *
   * @param ends of the partitions of the topics
   */
  public static KafkaSource<RawRecord> raw(SourceConfig config, Map<TopicPartition, Long> ends) {
    return builder(config).setBounded(new StoppingOffsets(ends)).build();
  }

  private static KafkaSourceBuilder<RawRecord> builder(SourceConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.properties());
    return KafkaSource.<RawRecord>builder()
        .setTopics(config.topics())
        .setStartingOffsets(config.start())
        .setDeserializer(new RawRecordDeserializer())
        .setProperties(properties);
  }
}
