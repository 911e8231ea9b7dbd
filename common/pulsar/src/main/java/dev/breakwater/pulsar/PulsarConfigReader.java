package dev.breakwater.pulsar;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads and checks the options; what is wrong becomes a problem of the settings. */
final class PulsarConfigReader {

  private static final String HOST = "([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,5})?";
  private static final Pattern URL =
      Pattern.compile("pulsar(\\+ssl)?://" + HOST + "(," + HOST + ")*");
  // Visible ASCII but slashes: the name becomes part of headers.
  private static final String PART = "[!-.0-~&&[^:]]{1,255}";
  private static final Pattern TOPIC = Pattern.compile(PART);
  private static final Pattern FULL_TOPIC =
      Pattern.compile("(persistent://)?" + PART + "/" + PART + "/" + PART);
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
  private static final String DEFAULT_NAMESPACE = "public/default/";
  private static final String NOWHERE = "pulsar://unnamed";
  private static final int LARGEST_QUEUE = 100_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Settings settings;

  PulsarConfigReader(Settings settings) {
    this.settings = settings;
  }

  PulsarConfig read() {
    return new PulsarConfig(
        JobInstance.from(settings),
        server(),
        topics(),
        start(),
        settings.get(PulsarOptions.DISCOVERY_INTERVAL),
        new PulsarConfig.ConsumerConfig(
            receiverQueue(),
            seconds(PulsarOptions.DISCONNECTED_TIMEOUT),
            settings.get(PulsarOptions.ON_LOSS)));
  }

  private ServerConfig server() {
    String url = settings.require(PulsarOptions.SERVICE_URL, NOWHERE);
    if (!URL.matcher(url).matches()) {
      settings.reject(
          PulsarOptions.SERVICE_URL,
          "must be where Pulsar is",
          "pulsar:// or pulsar+ssl://, and one or more of host:port with commas between them");
    }
    return new ServerConfig(
        url, settings.find(PulsarOptions.TOKEN), seconds(PulsarOptions.TIMEOUT), tls(url));
  }

  private TlsConfig tls(String url) {
    TlsConfig.Store trust = store(PulsarOptions.TRUST_STORE, PulsarOptions.TRUST_STORE_PASSWORD);
    TlsConfig.Store key = store(PulsarOptions.KEY_STORE, PulsarOptions.KEY_STORE_PASSWORD);
    if ((trust != null || key != null) && !url.startsWith(ServerConfig.TLS_SCHEME)) {
      settings.reject(
          PulsarOptions.SERVICE_URL,
          "must fit the stores that are given",
          ServerConfig.TLS_SCHEME + "host:port");
    }
    return trust == null && key == null ? TlsConfig.DEFAULT : new TlsConfig(trust, key);
  }

  private TlsConfig.@Nullable Store store(
      ConfigOption<String> location, ConfigOption<String> password) {
    String file = settings.find(location);
    String secret = settings.find(password);
    if ((file == null) != (secret == null)) {
      settings.reject(password, "goes together with " + location.key(), "both or neither");
    }
    return file == null || secret == null ? null : new TlsConfig.Store(file, secret);
  }

  private List<String> topics() {
    List<String> topics = settings.require(PulsarOptions.TOPICS, List.of("unnamed"));
    if (topics.isEmpty() || !topics.stream().allMatch(PulsarConfigReader::isTopic)) {
      settings.reject(
          PulsarOptions.TOPICS,
          "must be names of topics",
          "one or more, separated by semicolons, each a name in public/default, or"
              + " tenant/namespace/name, or that after persistent://");
    }
    return topics.stream()
        .map(name -> TOPIC.matcher(name).matches() ? DEFAULT_NAMESPACE + name : name)
        .map(Partitions::withoutScheme)
        .distinct()
        .toList();
  }

  private static boolean isTopic(String name) {
    return TOPIC.matcher(name).matches() || FULL_TOPIC.matcher(name).matches();
  }

  private StartPoint start() {
    Start start = settings.get(PulsarOptions.START);
    String timestamp = settings.find(PulsarOptions.START_TIMESTAMP);
    if ((start == Start.TIMESTAMP) != (timestamp != null)) {
      settings.reject(
          PulsarOptions.START_TIMESTAMP,
          "goes together with pulsar.start timestamp, which was " + start,
          "both or neither");
      return StartPoint.COMMITTED;
    }
    return switch (start) {
      case COMMITTED -> StartPoint.COMMITTED;
      case EARLIEST -> StartPoint.EARLIEST;
      // A number, so that a job that fails before its first checkpoint starts there again.
      case LATEST -> StartPoint.at(System.currentTimeMillis());
      case TIMESTAMP -> StartPoint.at(epochMillis(timestamp));
    };
  }

  private long epochMillis(@Nullable String timestamp) {
    String text = timestamp == null ? "" : timestamp.trim();
    if (MILLIS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    try {
      return Math.max(0, Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      settings.reject(
          PulsarOptions.START_TIMESTAMP,
          "must be a time",
          "RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
      return 0;
    }
  }

  private int receiverQueue() {
    int queue = settings.get(PulsarOptions.RECEIVER_QUEUE);
    if (queue < 1 || queue > LARGEST_QUEUE) {
      settings.reject(PulsarOptions.RECEIVER_QUEUE, "is out of range", "1 to " + LARGEST_QUEUE);
      return PulsarOptions.RECEIVER_QUEUE.defaultValue();
    }
    return queue;
  }

  private Duration seconds(ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
      settings.reject(option, "is out of range", "1 s to 10 min");
      return option.defaultValue();
    }
    return value;
  }
}
