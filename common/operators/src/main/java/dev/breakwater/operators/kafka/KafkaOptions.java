package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of sources and sinks. */
public final class KafkaOptions {

  static final String CLIENT_PREFIX = "kafka.properties.";
  static final String SOURCE_PREFIX = "source.properties.";
  static final String SINK_PREFIX = "sink.properties.";

  /** Stands in for servers that were not given, so that all else can still be checked. */
  static final String NOWHERE = "localhost:9092";

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kafka.bootstrap.servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Brokers to start from: host:port, host:port…");

  public static final ConfigOption<List<String>> TOPICS =
      ConfigOptions.key("source.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Topics to read: a list, or with commas between them.");

  public static final ConfigOption<Start> START =
      ConfigOptions.key("source.start")
          .enumType(Start.class)
          .defaultValue(Start.COMMITTED)
          .withDescription(
              "Where to start without state: committed (offsets of the consumer group, else the"
                  + " beginning), earliest, or timestamp. A start with state goes on where the"
                  + " state says.");

  public static final ConfigOption<String> START_TIMESTAMP =
      ConfigOptions.key("source.start-timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With source.start timestamp: the first record not before this time, as RFC 3339"
                  + " (2026-01-31T12:00:00Z) or epoch milliseconds.");

  public static final ConfigOption<OutOfRange> OUT_OF_RANGE =
      ConfigOptions.key("source.out-of-range")
          .enumType(OutOfRange.class)
          .defaultValue(OutOfRange.FAIL)
          .withDescription(
              "When the broker no longer has the next offset: fail, or continue at the beginning of"
                  + " what it has. Set continue for one start, once you know what is missing.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      ConfigOptions.key("source.partition-discovery-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How often to look for new partitions, which are read from their beginning; 0 s for"
                  + " never.");

  public static final ConfigOption<Duration> IDLE_TIMEOUT =
      ConfigOptions.key("source.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "A partition without records for this long no longer holds event time back; 0 s for"
                  + " never.");

  public static final ConfigOption<Delivery> DELIVERY =
      ConfigOptions.key("sink.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.EXACTLY_ONCE)
          .withDescription(
              "exactly-once (visible to read_committed readers after each checkpoint) or"
                  + " at-least-once (visible at once, repeated after a failure).");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("sink.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "The broker aborts a transaction that is open for longer, and its records are lost: at"
                  + " least checkpoint interval and timeout plus the longest outage to be survived,"
                  + " and at most the broker's transaction.max.timeout.ms, of which this is the"
                  + " default.");

  public static final ConfigOption<TransactionNaming> TRANSACTION_NAMING =
      ConfigOptions.key("sink.transaction-naming")
          .enumType(TransactionNaming.class)
          .defaultValue(TransactionNaming.INCREMENTING)
          .withDescription(
              "incrementing (a new transactional id per checkpoint) or pooling (few, used again;"
                  + " Kafka 3.0, the right to list transactions, no way back).");

  public static final ConfigOption<UnprovenCommit> UNPROVEN_COMMIT =
      ConfigOptions.key("sink.unproven-commit")
          .enumType(UnprovenCommit.class)
          .defaultValue(UnprovenCommit.FAIL)
          .withDescription(
              "When the broker refuses a commit and no longer knows whether it was done before"
                  + " (the id has expired): fail, or accept it as done. Set accept for one start,"
                  + " once you know that the output is complete. A commit that is known to be lost"
                  + " always fails the job.");

  public static final ConfigOption<Duration> LOSS_LINGER =
      ConfigOptions.key("sink.loss-linger")
          .durationType()
          .defaultValue(Duration.ofSeconds(20))
          .withDescription(
              "So long a task that has found a transaction lost stays before it fails the job for"
                  + " good: its counter commitsLost goes with it, and has to be scraped before. Two"
                  + " scrape intervals.");

  public static final ConfigOption<MemorySize> MAX_RECORD_SIZE =
      ConfigOptions.key("sink.max-record-size")
          .memoryType()
          .defaultValue(new MemorySize(1_000_000))
          .withDescription(
              "Largest record that is written, with key and headers, before compression; larger ones"
                  + " are diverted. Leave the broker's message.max.bytes 5 % above it.");

  private KafkaOptions() {}

  public static OptionGroup sourceGroup() {
    return OptionGroup.of(
            "Source",
            TOPICS,
            START,
            START_TIMESTAMP,
            OUT_OF_RANGE,
            DISCOVERY_INTERVAL,
            IDLE_TIMEOUT)
        .withPrefix(SOURCE_PREFIX, "Settings of the consumers and the admin client of sources.");
  }

  public static OptionGroup sinkGroup() {
    return OptionGroup.of(
            "Sink",
            DELIVERY,
            TRANSACTION_TIMEOUT,
            TRANSACTION_NAMING,
            UNPROVEN_COMMIT,
            LOSS_LINGER,
            MAX_RECORD_SIZE)
        .withPrefix(SINK_PREFIX, "Settings of the producers of sinks.");
  }

  /** What sources and sinks share. */
  public static OptionGroup clientGroup() {
    return OptionGroup.of("Kafka", BOOTSTRAP_SERVERS)
        .withPrefix(CLIENT_PREFIX, "Settings of all Kafka clients, such as security.protocol.");
  }
}
