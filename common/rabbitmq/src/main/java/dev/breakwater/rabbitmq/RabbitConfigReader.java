package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.InputSettings;
import dev.breakwater.operators.input.TlsStores;
import java.util.regex.Pattern;

/** Reads and checks the options; what is wrong becomes a problem of the settings. */
final class RabbitConfigReader {

  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}");
  // Visible ASCII: the name becomes part of headers.
  private static final Pattern QUEUE = Pattern.compile("[!-{}~]{1,255}");
  private static final int MOST_REMEMBERED = 10_000_000;

  private final Settings settings;
  private final InputSettings options;

  RabbitConfigReader(Settings settings) {
    this.settings = settings;
    this.options = new InputSettings(settings);
  }

  RabbitConfig read() {
    int prefetch =
        options.between(RabbitOptions.PREFETCH, 1, AcknowledgementRules.LARGEST_PREFETCH);
    return new RabbitConfig(
        JobInstance.from(settings),
        server(),
        options.names(
            RabbitOptions.QUEUES,
            QUEUE,
            "queues",
            "one or more, separated by semicolons, each 1 to 255 visible ASCII characters, none of them a |"),
        prefetch,
        options.between(RabbitOptions.RATE, 1, Integer.MAX_VALUE),
        options.between(RabbitOptions.REMEMBERED, prefetch, MOST_REMEMBERED));
  }

  private ServerConfig server() {
    return new ServerConfig(
        options.names(
            RabbitOptions.ADDRESSES,
            ADDRESS,
            "servers",
            "one or more of host:port, separated by semicolons"),
        settings.get(RabbitOptions.VIRTUAL_HOST),
        settings.require(RabbitOptions.USERNAME, ""),
        settings.require(RabbitOptions.PASSWORD, ""),
        options.seconds(RabbitOptions.HEARTBEAT),
        options.seconds(RabbitOptions.TIMEOUT),
        options.tls(
            RabbitOptions.TLS,
            new TlsStores(
                options.store(RabbitOptions.TRUST_STORE, RabbitOptions.TRUST_STORE_PASSWORD),
                options.store(RabbitOptions.KEY_STORE, RabbitOptions.KEY_STORE_PASSWORD))));
  }
}
