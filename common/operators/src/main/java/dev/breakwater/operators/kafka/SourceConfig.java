package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * What a source reads, from where, and how.
 *
 * @param topics at least one
 * @param idleTimeout zero when partitions never count as idle
 * @param properties all properties of the consumers and of the admin client; may hold secrets
 */
public record SourceConfig(
    List<String> topics,
    StartingOffsets start,
    Duration idleTimeout,
    Map<String, String> properties)
    implements Serializable {

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

  public SourceConfig {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("source.topics must name a topic, was empty");
    }
    topics = List.copyOf(topics);
    properties = Map.copyOf(properties);
  }

  /** Reads the options of sources; what is wrong with them is in the settings' problems. */
  public static SourceConfig from(Settings settings) {
    JobInstance instance = JobInstance.from(settings);
    String servers = settings.require(KafkaOptions.BOOTSTRAP_SERVERS, KafkaOptions.NOWHERE);
    Duration discoveryInterval = notNegative(settings, KafkaOptions.DISCOVERY_INTERVAL);
    return new SourceConfig(
        topics(settings),
        start(settings),
        notNegative(settings, KafkaOptions.IDLE_TIMEOUT),
        ConsumerProperties.of(settings, instance, servers, discoveryInterval));
  }

  /**
   * The same for another source of the job.
   *
   * @param name tells the clients of both apart
   * @param others what it reads
   */
  public SourceConfig beside(String name, List<String> others) {
    Map<String, String> own = new HashMap<>(properties);
    own.computeIfPresent(ConsumerProperties.CLIENT_ID_PREFIX, (key, prefix) -> prefix + '-' + name);
    return new SourceConfig(others, start, idleTimeout, own);
  }

  private static List<String> topics(Settings settings) {
    List<String> topics = settings.require(KafkaOptions.TOPICS, List.of("unnamed"));
    if (topics.isEmpty() || !topics.stream().allMatch(name -> TOPIC.matcher(name).matches())) {
      settings.reject(
          KafkaOptions.TOPICS,
          "must be names of topics",
          "one or more, separated by semicolons, each 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'");
      return List.of("unnamed");
    }
    return topics.stream().distinct().toList();
  }

  private static StartingOffsets start(Settings settings) {
    Start start = settings.get(KafkaOptions.START);
    OutOfRange outOfRange = settings.get(KafkaOptions.OUT_OF_RANGE);
    String timestamp = settings.find(KafkaOptions.START_TIMESTAMP);
    if ((start == Start.TIMESTAMP) != (timestamp != null)) {
      settings.reject(
          KafkaOptions.START_TIMESTAMP,
          "goes together with source.start timestamp, which was " + start,
          "both or neither");
      return new StartingOffsets(start, 0, outOfRange);
    }
    return new StartingOffsets(start, epochMillis(settings, timestamp), outOfRange);
  }

  private static long epochMillis(Settings settings, @Nullable String timestamp) {
    if (timestamp == null) {
      return 0;
    }
    String text = timestamp.trim();
    if (MILLIS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    try {
      return Math.max(0, Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      settings.reject(
          KafkaOptions.START_TIMESTAMP,
          "must be a time",
          "RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
      return 0;
    }
  }

  private static Duration notNegative(Settings settings, ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.isNegative()) {
      settings.reject(option, "must not be negative", "0 s or more");
      return option.defaultValue();
    }
    return value;
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "SourceConfig[topics=%s, start=%s, idleTimeout=%s, properties=%s]"
        .formatted(topics, start, idleTimeout, new TreeSet<>(properties.keySet()));
  }
}
