package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads and checks the options; what is wrong becomes a problem of the settings. */
final class RabbitConfigReader {

  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}");
  // Visible ASCII: the name becomes part of headers.
  private static final Pattern QUEUE = Pattern.compile("[!-{}~]{1,255}");
  private static final int MOST_REMEMBERED = 10_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Settings settings;

  RabbitConfigReader(Settings settings) {
    this.settings = settings;
  }

  RabbitConfig read() {
    int prefetch = between(RabbitOptions.PREFETCH, 1, AcknowledgementRules.LARGEST_PREFETCH);
    return new RabbitConfig(
        JobInstance.from(settings),
        server(),
        names(
            RabbitOptions.QUEUES,
            QUEUE,
            "queues",
            "one or more, separated by semicolons, each 1 to 255 visible ASCII characters, none of them a |"),
        prefetch,
        between(RabbitOptions.RATE, 1, Integer.MAX_VALUE),
        between(RabbitOptions.REMEMBERED, prefetch, MOST_REMEMBERED));
  }

  private ServerConfig server() {
    return new ServerConfig(
        names(
            RabbitOptions.ADDRESSES,
            ADDRESS,
            "servers",
            "one or more of host:port, separated by semicolons"),
        settings.get(RabbitOptions.VIRTUAL_HOST),
        settings.require(RabbitOptions.USERNAME, ""),
        settings.require(RabbitOptions.PASSWORD, ""),
        atLeastASecond(RabbitOptions.HEARTBEAT),
        atLeastASecond(RabbitOptions.TIMEOUT),
        tls());
  }

  private TlsConfig tls() {
    TlsConfig.Store trust = store(RabbitOptions.TRUST_STORE, RabbitOptions.TRUST_STORE_PASSWORD);
    TlsConfig.Store key = store(RabbitOptions.KEY_STORE, RabbitOptions.KEY_STORE_PASSWORD);
    boolean enabled = settings.get(RabbitOptions.TLS);
    if (!enabled && (trust != null || key != null)) {
      settings.reject(RabbitOptions.TLS, "must fit the stores that are given", "true");
    }
    return enabled ? new TlsConfig(true, trust, key) : TlsConfig.OFF;
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

  private List<String> names(
      ConfigOption<List<String>> option, Pattern pattern, String what, String allowed) {
    List<String> names = settings.require(option, List.of("unnamed"));
    if (settings.find(option) != null
        && (names.isEmpty() || !names.stream().allMatch(name -> pattern.matcher(name).matches()))) {
      settings.reject(option, "must be names of " + what, allowed);
    }
    return names.stream().distinct().toList();
  }

  private int between(ConfigOption<Integer> option, int least, int most) {
    int value = settings.get(option);
    if (value < least || value > most) {
      settings.reject(option, "is out of range", least + " to " + most);
      return Math.max(least, option.defaultValue());
    }
    return value;
  }

  private Duration atLeastASecond(ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
      settings.reject(option, "is out of range", "1 s to 10 min");
      return option.defaultValue();
    }
    return value;
  }
}
