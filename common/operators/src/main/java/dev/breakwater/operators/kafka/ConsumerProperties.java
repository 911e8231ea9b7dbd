package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.ClientProperties.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The properties of the consumers and of the admin client of a source. */
final class ConsumerProperties {

  static final String CLIENT_ID_PREFIX = "client.id.prefix";
  static final String DISCOVERY_INTERVAL = "partition.discovery.interval.ms";
  static final String COMMIT_ON_CHECKPOINT = "commit.offsets.on.checkpoint";
  static final String REGISTER_METRICS = "register.consumer.metrics";

  private static final String BYTES = ByteArrayDeserializer.class.getName();

  /**
   * Tuned for throughput with exactly-once delivery, where 50 ms more or less do not show.
   *
   * <ul>
   *   <li>Fetches of 64 KiB and more, waited for 50 ms at most: fewer requests under load.
   *   <li>4 MiB per partition and 16 MiB per fetch: large reads when catching up, and a bound on
   *       the heap of each subtask.
   *   <li>5,000 records per poll: each poll is one hand-over between two threads.
   *   <li>Calls to the broker may take two minutes, as sending may: a shorter outage restarts
   *       nothing, not even when it meets the discovery of partitions.
   *   <li>Kafka's own metrics are left out, about a hundred gauges per subtask; lag and offsets do
   *       not depend on them.
   *   <li>A misspelt topic is an error, not a new topic.
   * </ul>
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          "65536",
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          "50",
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          "4194304",
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          "16777216",
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          "5000",
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          "120000",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          "false",
          REGISTER_METRICS,
          "false");

  private static final List<Rule> RULES =
      List.of(
          Rule.fixed(
              ConsumerConfig.ISOLATION_LEVEL_CONFIG,
              "records of aborted transactions are never read",
              "read_committed"),
          Rule.fixed(
              ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
              "offsets are committed with checkpoints only",
              "false"),
          Rule.fixed(
              COMMIT_ON_CHECKPOINT, "source.start committed relies on these offsets", "true"),
          Rule.fixed(
              ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
              "offsets are never skipped in silence, see source.start and source.out-of-range",
              "none"),
          Rule.fixed(
              ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "records are read as bytes", BYTES),
          Rule.fixed(
              ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "records are read as bytes", BYTES),
          Rule.elsewhere(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "see kafka.bootstrap.servers"),
          Rule.elsewhere(ConsumerConfig.GROUP_ID_CONFIG, "it is job.instance"),
          Rule.elsewhere(ConsumerConfig.CLIENT_ID_CONFIG, "it is made from job.instance"),
          Rule.elsewhere(CLIENT_ID_PREFIX, "it is job.instance"),
          Rule.elsewhere(DISCOVERY_INTERVAL, "see source.partition-discovery-interval"));

  private ConsumerProperties() {}

  static Map<String, String> of(
      Settings settings, JobInstance instance, String servers, Duration discoveryInterval) {
    return new ClientProperties(
            settings, KafkaOptions.SOURCE_PREFIX, ConsumerConfig.configDef(), DEFAULTS)
        .user(RULES)
        .with(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.GROUP_ID_CONFIG,
                instance.name(),
                CLIENT_ID_PREFIX,
                instance.name(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                BYTES,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                BYTES,
                DISCOVERY_INTERVAL,
                String.valueOf(discoveryInterval.toMillis())));
  }
}
