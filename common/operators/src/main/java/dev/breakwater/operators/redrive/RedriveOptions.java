package dev.breakwater.operators.redrive;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of a redrive. */
public final class RedriveOptions {

  public static final ConfigOption<Mode> MODE =
      ConfigOptions.key("redrive.mode")
          .enumType(Mode.class)
          .defaultValue(Mode.ONE_SHOT)
          .withDescription(
              "one-shot (from the beginning, or where source.start says, to where the dead-letter"
                  + " topics end at the start; then the job is finished) or continuous (until it is"
                  + " stopped).");

  public static final ConfigOption<String> TARGET =
      ConfigOptions.key("redrive.target")
          .stringType()
          .defaultValue("{job}.retry")
          .withDescription(
              "Where dead letters are sent: a topic, in which {job} stands for the job that failed"
                  + " (job.instance without a last .rNN, the connector, the consumer group) and"
                  + " {topic} for the topic it read. {topic} alone sends to everybody who reads that"
                  + " topic, not only to who failed.");

  public static final ConfigOption<List<String>> TARGETS =
      ConfigOptions.key("redrive.targets")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "The topics that may be written to; a dead letter for another one is parked. May be"
                  + " left out where redrive.target is one topic.");

  public static final ConfigOption<String> PARKING_TOPIC =
      ConfigOptions.key("redrive.parking-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of dead letters that cannot be sent again, each with its reason.");

  public static final ConfigOption<Integer> MAX_ATTEMPTS =
      ConfigOptions.key("redrive.max-attempts")
          .intType()
          .defaultValue(3)
          .withDescription("How often a record is sent back to work before it is parked.");

  public static final ConfigOption<Double> RATE =
      ConfigOptions.key("redrive.rate")
          .doubleType()
          .defaultValue(100.0)
          .withDescription("Records a second that are sent, of the whole job; 0 for no limit.");

  public static final ConfigOption<Duration> DELAY =
      ConfigOptions.key("redrive.delay")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "How long after its last failure a record is sent for the first time; each further"
                  + " attempt waits twice as long as the one before.");

  public static final ConfigOption<Duration> MAX_DELAY =
      ConfigOptions.key("redrive.max-delay")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription("The longest wait of an attempt.");

  public static final ConfigOption<Integer> MAX_WAITING =
      ConfigOptions.key("redrive.max-waiting")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "How many records may wait for their delay, in RocksDB; then reading stops.");

  public static final ConfigOption<List<String>> REASONS =
      list(
          "redrive.filter.reasons",
          "Only dead letters of these reasons; of other frameworks, the class of the exception"
              + " without its package. Reasons that would fail again (malformed, invalid, oversized,"
              + " late, poison) are only sent when they are named here or, one-shot, any filter is"
              + " set.");

  public static final ConfigOption<List<String>> STAGES =
      list("redrive.filter.stages", "Only dead letters of these stages.");

  public static final ConfigOption<List<String>> JOBS =
      list(
          "redrive.filter.jobs",
          "Only dead letters of these jobs (instances, with or without a last .rNN), connectors or"
              + " consumer groups.");

  public static final ConfigOption<String> FAILED_FROM =
      ConfigOptions.key("redrive.filter.failed-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Only dead letters whose last failure was not before this time, as RFC 3339"
                  + " (2026-01-31T12:00:00Z) or epoch milliseconds. Where a framework does not say"
                  + " when it was, the timestamp of the dead letter counts.");

  public static final ConfigOption<String> FAILED_UNTIL =
      ConfigOptions.key("redrive.filter.failed-until")
          .stringType()
          .noDefaultValue()
          .withDescription("Only dead letters whose last failure was before this time.");

  public static final ConfigOption<List<String>> KEYS =
      list("redrive.filter.keys", "Only dead letters with these keys, as text.");

  public static final ConfigOption<List<String>> TOPICS =
      list(
          "redrive.filter.topics",
          "Only dead letters of records that were read from these topics.");

  public static final ConfigOption<List<String>> POSITIONS =
      list(
          "redrive.filter.positions",
          "Only the dead letters there: PARTITION@OFFSET or PARTITION@FIRST-LAST, with TOPIC-"
              + " before it where several topics are read.");

  public static final ConfigOption<String> HEALTH_URL =
      ConfigOptions.key("redrive.health.url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Answers 2xx while the target is well; while it does not, nothing is sent. Unset:"
                  + " nobody is asked.");

  public static final ConfigOption<Duration> HEALTH_INTERVAL =
      ConfigOptions.key("redrive.health.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often it is asked.");

  public static final ConfigOption<Duration> HEALTH_TIMEOUT =
      ConfigOptions.key("redrive.health.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription("No answer within this time is a bad one.");

  public static final ConfigOption<MemorySize> MAX_MEMORY =
      ConfigOptions.key("redrive.max-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Heap for the positions that were sent before, one bit each; more fails the job.");

  private RedriveOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "Redrive",
        MODE,
        TARGET,
        TARGETS,
        PARKING_TOPIC,
        MAX_ATTEMPTS,
        RATE,
        DELAY,
        MAX_DELAY,
        MAX_WAITING,
        HEALTH_URL,
        HEALTH_INTERVAL,
        HEALTH_TIMEOUT,
        MAX_MEMORY);
  }

  public static OptionGroup filterGroup() {
    return OptionGroup.of(
        "Filter", REASONS, STAGES, JOBS, FAILED_FROM, FAILED_UNTIL, KEYS, TOPICS, POSITIONS);
  }

  private static ConfigOption<List<String>> list(String key, String description) {
    return ConfigOptions.key(key)
        .stringType()
        .asList()
        .defaultValues()
        .withDescription(description);
  }
}
