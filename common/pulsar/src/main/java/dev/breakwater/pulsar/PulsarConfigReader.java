package dev.breakwater.pulsar;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.InputSettings;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.operators.input.TlsStores;
import java.util.List;
import java.util.regex.Pattern;

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
  private static final String DEFAULT_NAMESPACE = "public/default/";
  private static final String NOWHERE = "pulsar://unnamed";
  private static final int LARGEST_QUEUE = 100_000;

  private final Settings settings;
  private final InputSettings options;

  PulsarConfigReader(Settings settings) {
    this.settings = settings;
    this.options = new InputSettings(settings);
  }

  PulsarConfig read() {
    return new PulsarConfig(
        JobInstance.from(settings),
        server(),
        topics(),
        start(),
        settings.get(PulsarOptions.DISCOVERY_INTERVAL),
        new PulsarConfig.ConsumerConfig(
            options.between(PulsarOptions.RECEIVER_QUEUE, 1, LARGEST_QUEUE),
            options.seconds(PulsarOptions.DISCONNECTED_TIMEOUT),
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
        url, settings.find(PulsarOptions.TOKEN), options.seconds(PulsarOptions.TIMEOUT), tls(url));
  }

  private TlsStores tls(String url) {
    TlsStores stores =
        new TlsStores(
            options.store(PulsarOptions.TRUST_STORE, PulsarOptions.TRUST_STORE_PASSWORD),
            options.store(PulsarOptions.KEY_STORE, PulsarOptions.KEY_STORE_PASSWORD));
    if (stores.any() && !url.startsWith(ServerConfig.TLS_SCHEME)) {
      settings.reject(
          PulsarOptions.SERVICE_URL,
          "must fit the stores that are given",
          ServerConfig.TLS_SCHEME + "host:port");
    }
    return stores;
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
      case TIMESTAMP -> StartPoint.at(options.epochMillis(PulsarOptions.START_TIMESTAMP));
    };
  }
}
