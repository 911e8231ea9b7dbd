package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A job that copies one topic to another, byte for byte. */
final class Copy {

  private final LocalFlink flink;
  private final String out;
  private final Map<String, String> values = new HashMap<>();
  private final Configuration job = new Configuration();
  private MapFunction<RawRecord, RawRecord> between = record -> record;
  private boolean plain;
  private boolean checked = true;

  Copy(LocalFlink flink, String servers, String in, String out) {
    this.flink = flink;
    this.out = out;
    values.put("job.instance", "copy-" + in);
    values.put("kafka.bootstrap.servers", servers);
    values.put("source.topics", in);
    // Nobody scrapes.
    values.put("sink.loss-linger", "0 s");
    job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    job.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  Copy set(String key, String value) {
    values.put(key, value);
    return this;
  }

  Copy restarts(int atMost) {
    job.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    job.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, atMost);
    return this;
  }

  Copy checkpointEvery(Duration interval) {
    job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    return this;
  }

  /** Writes with the connector's own sink, as it is. */
  Copy plain() {
    plain = true;
    return this;
  }

  /** With timeouts that no user could choose. */
  Copy unchecked() {
    checked = false;
    return this;
  }

  Copy between(MapFunction<RawRecord, RawRecord> function) {
    between = function;
    return this;
  }

  LocalJob start() throws ConfigException {
    return startFrom(null);
  }

  LocalJob startFrom(@Nullable String savepoint) throws ConfigException {
    Configuration configuration = new Configuration(job);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    Settings settings = Settings.of(values);
    SourceConfig source = SourceConfig.from(settings);
    SinkConfig sink = SinkConfig.from(settings);
    settings.check();
    if (checked) {
      sink.requireCheckpointing(configuration);
    }
    StreamExecutionEnvironment environment = flink.environment(configuration);
    environment
        .fromSource(KafkaSources.raw(source), WatermarkStrategy.noWatermarks(), "source")
        .uid("source")
        .map(between)
        .returns(EventTypes.RAW_RECORD)
        .uid("between")
        .sinkTo(sink(sink))
        .uid("sink");
    return flink.submit(environment, "copy");
  }

  private Sink<RawRecord> sink(SinkConfig config) {
    SinkName name = new SinkName("copy");
    TopicEncoder<RawRecord> encoder = new TopicEncoder<>(out, new Encoder(out));
    if (!plain) {
      return KafkaSinks.of(config, name, encoder);
    }
    Properties properties = new Properties();
    properties.putAll(config.properties());
    return KafkaSink.<RawRecord>builder()
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(encoder)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(TransactionalIds.prefix(config.instance(), name))
        .setTransactionNamingStrategy(config.naming().strategy())
        .build();
  }

  private record Encoder(String topic) implements KafkaRecordSerializationSchema<RawRecord> {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RawRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
      RecordHeaders headers = new RecordHeaders();
      Headers from = record.headers();
      for (int i = 0; i < from.size(); i++) {
        headers.add(from.name(i), from.value(i));
      }
      return new ProducerRecord<>(
          topic, null, record.timestamp(), record.key(), record.value(), headers);
    }
  }
}
