package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.ClientProperties.Rule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The properties of the producers of a sink. */
final class ProducerProperties {

  static final String REGISTER_METRICS = "register.producer.metrics";

  private static final String BYTES = ByteArraySerializer.class.getName();
  private static final long KAFKA_MAX_REQUEST_SIZE = 1 << 20;
  private static final long KAFKA_BUFFER_MEMORY = 32 << 20;

  /** What a batch of one record may need beyond the record: its head, and incompressible data. */
  private static final long BATCH_OVERHEAD = 1_024;

  private static final List<Rule> RULES =
      List.of(
          Rule.fixed(
              ProducerConfig.ACKS_CONFIG,
              "a record counts as written when all replicas in sync have it",
              "all",
              "-1"),
          Rule.fixed(
              ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
              "a repeated request must not write a record twice",
              "true"),
          Rule.fixed(
              ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "records are written as bytes", BYTES),
          Rule.fixed(
              ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "records are written as bytes", BYTES),
          Rule.elsewhere(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "see kafka.bootstrap.servers"),
          Rule.elsewhere(
              ProducerConfig.TRANSACTIONAL_ID_CONFIG, "it is made from job.instance and the sink"),
          Rule.elsewhere(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "see sink.transaction-timeout"));

  private ProducerProperties() {}

  static Map<String, String> of(
      Settings settings, String servers, Duration transactionTimeout, int maxRecordSize) {
    long request = maxRecordSize + BATCH_OVERHEAD;
    String tooSmall = "must leave room for a record of sink.max-record-size";
    return new ClientProperties(
            settings, KafkaOptions.SINK_PREFIX, ProducerConfig.configDef(), defaults(request))
        .user(RULES)
        .atLeast(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, request, tooSmall)
        .atLeast(ProducerConfig.BUFFER_MEMORY_CONFIG, request, tooSmall)
        .with(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                "true",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                String.valueOf(transactionTimeout.toMillis())));
  }

  /**
   * Tuned for throughput with exactly-once delivery.
   *
   * <ul>
   *   <li>lz4 in batches of 256 KiB, waited for 50 ms: about a third of the bytes for little CPU,
   *       and few requests. What is written is seen at the next commit, which waits for nothing.
   *   <li>Requests of 1 MiB or the largest record, whichever is more, and memory for two of them.
   *   <li>A full buffer is waited on for two minutes, as Kafka waits for a delivery: a shorter
   *       outage of the broker is back pressure and restarts nothing.
   *   <li>Kafka's own metrics are left out, hundreds of gauges per producer.
   * </ul>
   */
  private static Map<String, String> defaults(long request) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    defaults.put(ProducerConfig.LINGER_MS_CONFIG, "50");
    long maxRequestSize = Math.max(KAFKA_MAX_REQUEST_SIZE, request);
    defaults.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(maxRequestSize));
    defaults.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        String.valueOf(Math.max(KAFKA_BUFFER_MEMORY, 2 * maxRequestSize)));
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "120000");
    defaults.put(REGISTER_METRICS, "false");
    return defaults;
  }
}
