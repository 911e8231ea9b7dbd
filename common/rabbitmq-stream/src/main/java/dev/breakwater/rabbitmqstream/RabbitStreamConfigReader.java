package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.InputSettings;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.operators.input.TlsStores;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks the options; what is wrong becomes a problem of the settings. */
final class RabbitStreamConfigReader {

  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}");
  private static final int MOST_CREDITS = 1_000;

  private final Settings settings;
  private final InputSettings options;

  RabbitStreamConfigReader(Settings settings) {
    this.settings = settings;
    this.options = new InputSettings(settings);
  }

  RabbitStreamConfig read() {
    List<String> streams = names(RabbitStreamOptions.STREAMS);
    List<String> superStreams = names(RabbitStreamOptions.SUPER_STREAMS);
    if (streams.isEmpty() && superStreams.isEmpty()) {
      settings.reject(
          RabbitStreamOptions.STREAMS,
          "or rabbitmq-stream.super-streams must be given",
          "names of streams, of super streams, or of both");
    }
    if (superStreams.stream().anyMatch(streams::contains)) {
      settings.reject(
          RabbitStreamOptions.SUPER_STREAMS,
          "must not have names that rabbitmq-stream.streams has",
          "each name in one of them");
    }
    return new RabbitStreamConfig(
        JobInstance.from(settings),
        server(),
        streams,
        superStreams,
        start(),
        settings.get(RabbitStreamOptions.DISCOVERY_INTERVAL),
        new RabbitStreamConfig.ConsumerConfig(
            options.between(RabbitStreamOptions.CREDITS, 1, MOST_CREDITS),
            options.seconds(RabbitStreamOptions.DISCONNECTED_TIMEOUT),
            settings.get(RabbitStreamOptions.ON_LOSS)));
  }

  private List<String> names(ConfigOption<List<String>> option) {
    return options.anyNames(
        option,
        StreamNames.ALLOWED,
        "streams",
        "one or more, separated by semicolons, each " + StreamNames.RULE);
  }

  private ServerConfig server() {
    return new ServerConfig(
        options.names(
            RabbitStreamOptions.ADDRESSES,
            ADDRESS,
            "servers",
            "one or more of host:port, separated by semicolons"),
        settings.get(RabbitStreamOptions.VIRTUAL_HOST),
        settings.require(RabbitStreamOptions.USERNAME, ""),
        settings.require(RabbitStreamOptions.PASSWORD, ""),
        options.seconds(RabbitStreamOptions.HEARTBEAT),
        options.seconds(RabbitStreamOptions.TIMEOUT),
        options.tls(
            RabbitStreamOptions.TLS,
            new TlsStores(
                options.store(
                    RabbitStreamOptions.TRUST_STORE, RabbitStreamOptions.TRUST_STORE_PASSWORD),
                options.store(
                    RabbitStreamOptions.KEY_STORE, RabbitStreamOptions.KEY_STORE_PASSWORD))));
  }

  private StartPoint start() {
    Start start = settings.get(RabbitStreamOptions.START);
    Long offset = settings.find(RabbitStreamOptions.START_OFFSET);
    goesWith(RabbitStreamOptions.START_OFFSET, offset != null, Start.OFFSET, start);
    String timestamp = settings.find(RabbitStreamOptions.START_TIMESTAMP);
    goesWith(RabbitStreamOptions.START_TIMESTAMP, timestamp != null, Start.TIMESTAMP, start);
    if (offset != null && offset < 0) {
      settings.reject(RabbitStreamOptions.START_OFFSET, "must not be negative", "0 or more");
    }
    return switch (start) {
      case EARLIEST -> StartPoint.EARLIEST;
      // A number, so that a job that fails before its first checkpoint starts there again.
      case LATEST -> StartPoint.at(System.currentTimeMillis());
      case OFFSET -> StartPoint.offset(offset == null ? 0 : offset);
      case TIMESTAMP ->
          StartPoint.at(
              timestamp == null ? 0 : options.epochMillis(RabbitStreamOptions.START_TIMESTAMP));
    };
  }

  private void goesWith(ConfigOption<?> option, boolean given, Start wanted, Start start) {
    if ((start == wanted) != given) {
      settings.reject(
          option,
          "goes together with rabbitmq-stream.start " + wanted + ", which was " + start,
          "both or neither");
    }
  }
}
