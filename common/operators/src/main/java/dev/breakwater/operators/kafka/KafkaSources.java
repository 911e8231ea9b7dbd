package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.RawRecord;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;

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
    Properties properties = new Properties();
    properties.putAll(config.properties());
    return KafkaSource.<RawRecord>builder()
        .setTopics(config.topics())
        .setStartingOffsets(config.start())
        .setDeserializer(new RawRecordDeserializer())
        .setProperties(properties)
        .build();
  }
}
