package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.input.OnLoss;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of RabbitMQ's streams. */
public final class RabbitStreamOptions {

  public static final ConfigOption<List<String>> ADDRESSES =
      ConfigOptions.key("rabbitmq-stream.addresses")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Nodes of the cluster, host:port with the port of streams (5552, with TLS 5551). They"
                  + " say where streams are, by advertised names that must be reachable as well.");

  public static final ConfigOption<String> VIRTUAL_HOST =
      ConfigOptions.key("rabbitmq-stream.virtual-host")
          .stringType()
          .defaultValue("/")
          .withDescription("The virtual host of the streams.");

  public static final ConfigOption<String> USERNAME =
      ConfigOptions.key("rabbitmq-stream.username")
          .stringType()
          .noDefaultValue()
          .withDescription("Who reads. Needs the right to read the streams, and no other.");

  public static final ConfigOption<String> PASSWORD =
      ConfigOptions.key("rabbitmq-stream.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password, as ${NAME} or file:/path.");

  public static final ConfigOption<List<String>> STREAMS =
      ConfigOptions.key("rabbitmq-stream.streams")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Streams to read, which must exist. Each is read by one subtask.");

  public static final ConfigOption<List<String>> SUPER_STREAMS =
      ConfigOptions.key("rabbitmq-stream.super-streams")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Super streams to read, which must exist: all streams that each is made of, each by"
                  + " one subtask.");

  public static final ConfigOption<Start> START =
      ConfigOptions.key("rabbitmq-stream.start")
          .enumType(Start.class)
          .defaultValue(Start.EARLIEST)
          .withDescription(
              "Where to start without state: earliest, latest (what is published from the"
                  + " submission on), offset, or timestamp. A start with state goes on where the"
                  + " state says, and a partition of a super stream that is added later is read from"
                  + " its beginning.");

  public static final ConfigOption<Long> START_OFFSET =
      ConfigOptions.key("rabbitmq-stream.start-offset")
          .longType()
          .noDefaultValue()
          .withDescription(
              "With rabbitmq-stream.start offset: the first message to read, of each stream. One"
                  + " that is no longer there is a loss.");

  public static final ConfigOption<String> START_TIMESTAMP =
      ConfigOptions.key("rabbitmq-stream.start-timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With rabbitmq-stream.start timestamp: the first chunk written not before this time,"
                  + " as RFC 3339 (2026-01-31T12:00:00Z) or epoch milliseconds.");

  public static final ConfigOption<OnLoss> ON_LOSS =
      ConfigOptions.key("rabbitmq-stream.on-loss")
          .enumType(OnLoss.class)
          .defaultValue(OnLoss.FAIL)
          .withDescription(
              "When the message to go on after is no longer there, so that others may be gone as"
                  + " well, or messages arrive damaged: fail, or continue with what is there. Set"
                  + " continue for one start, once you know what is missing.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      ConfigOptions.key("rabbitmq-stream.partition-discovery-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How often to look for new partitions of super streams; 0 s for never.");

  public static final ConfigOption<Integer> CREDITS =
      ConfigOptions.key("rabbitmq-stream.credits")
          .intType()
          .defaultValue(10)
          .withDescription(
              "How many chunks of a stream the server may send ahead of what was handed on, 1 to"
                  + " 1000: what is held at most when the job cannot keep up. A chunk is what the"
                  + " server wrote at once, one message or some thousands.");

  public static final ConfigOption<Duration> DISCONNECTED_TIMEOUT =
      ConfigOptions.key("rabbitmq-stream.disconnected-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "How long a stream may be without its server, to which the client reconnects by"
                  + " itself. Then the task fails and restarts.");

  public static final ConfigOption<Duration> HEARTBEAT =
      ConfigOptions.key("rabbitmq-stream.heartbeat")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("A server that says nothing for about two of these is gone.");

  public static final ConfigOption<Duration> TIMEOUT =
      ConfigOptions.key("rabbitmq-stream.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How long to wait for each answer of the server, and, at a start with state, for the"
                  + " message that was read last to come again.");

  public static final ConfigOption<Boolean> TLS =
      ConfigOptions.key("rabbitmq-stream.tls.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription("TLS, with the server's name checked against its certificate.");

  public static final ConfigOption<String> TRUST_STORE =
      ConfigOptions.key("rabbitmq-stream.tls.truststore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the certificates to trust, on every JobManager and TaskManager."
                  + " Unset: those of the JVM.");

  public static final ConfigOption<String> TRUST_STORE_PASSWORD =
      ConfigOptions.key("rabbitmq-stream.tls.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  public static final ConfigOption<String> KEY_STORE =
      ConfigOptions.key("rabbitmq-stream.tls.keystore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the client's own certificate, on every JobManager and TaskManager,"
                  + " where the server asks for one.");

  public static final ConfigOption<String> KEY_STORE_PASSWORD =
      ConfigOptions.key("rabbitmq-stream.tls.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  private RabbitStreamOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "RabbitMQ streams",
        ADDRESSES,
        VIRTUAL_HOST,
        USERNAME,
        PASSWORD,
        STREAMS,
        SUPER_STREAMS,
        START,
        START_OFFSET,
        START_TIMESTAMP,
        ON_LOSS,
        DISCOVERY_INTERVAL,
        CREDITS,
        DISCONNECTED_TIMEOUT,
        HEARTBEAT,
        TIMEOUT,
        TLS,
        TRUST_STORE,
        TRUST_STORE_PASSWORD,
        KEY_STORE,
        KEY_STORE_PASSWORD);
  }
}
