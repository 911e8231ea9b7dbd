package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of RabbitMQ's queues. */
public final class RabbitOptions {

  public static final ConfigOption<List<String>> ADDRESSES =
      ConfigOptions.key("rabbitmq.addresses")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Nodes of the cluster, host:port, tried in their order until one answers.");

  public static final ConfigOption<String> VIRTUAL_HOST =
      ConfigOptions.key("rabbitmq.virtual-host")
          .stringType()
          .defaultValue("/")
          .withDescription("The virtual host of the queues.");

  public static final ConfigOption<String> USERNAME =
      ConfigOptions.key("rabbitmq.username")
          .stringType()
          .noDefaultValue()
          .withDescription("Who reads. Needs the right to read the queues, and no other.");

  public static final ConfigOption<String> PASSWORD =
      ConfigOptions.key("rabbitmq.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The password, as ${NAME} or file:/path.");

  public static final ConfigOption<List<String>> QUEUES =
      ConfigOptions.key("rabbitmq.queues")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Queues to read, which must exist. Each is read by one subtask, and by nobody else:"
                  + " more queues, not more subtasks, make it faster.");

  public static final ConfigOption<Integer> PREFETCH =
      ConfigOptions.key("rabbitmq.prefetch")
          .intType()
          .defaultValue(20_000)
          .withDescription(
              "How many messages of a queue may be delivered and not yet acknowledged, 1 to 65535:"
                  + " what is held at most when the job cannot keep up, and all that can come in"
                  + " one checkpoint interval, since acknowledgements go with checkpoints.");

  public static final ConfigOption<Integer> RATE =
      ConfigOptions.key("rabbitmq.rate")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "Messages a second that each queue must be able to bring. A prefetch that is too small"
                  + " for it at the cluster's checkpoint interval is refused.");

  public static final ConfigOption<Integer> REMEMBERED =
      ConfigOptions.key("rabbitmq.remembered-messages")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "How many of the messages of a queue that were handed on last are known again when the"
                  + " server delivers them again; at least the prefetch. A server that is killed"
                  + " may forget acknowledgements of a classic queue, so more is safer. 16 bytes"
                  + " of state and about 100 of heap each.");

  public static final ConfigOption<Duration> HEARTBEAT =
      ConfigOptions.key("rabbitmq.heartbeat")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "A server that says nothing for two of these is gone: the task fails and restarts.");

  public static final ConfigOption<Duration> TIMEOUT =
      ConfigOptions.key("rabbitmq.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How long to wait for a connection, and for each answer of the server.");

  public static final ConfigOption<Boolean> TLS =
      ConfigOptions.key("rabbitmq.tls.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription("TLS, with the server's name checked against its certificate.");

  public static final ConfigOption<String> TRUST_STORE =
      ConfigOptions.key("rabbitmq.tls.truststore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the certificates to trust, on every TaskManager. Unset: those of the"
                  + " JVM.");

  public static final ConfigOption<String> TRUST_STORE_PASSWORD =
      ConfigOptions.key("rabbitmq.tls.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  public static final ConfigOption<String> KEY_STORE =
      ConfigOptions.key("rabbitmq.tls.keystore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the client's own certificate, on every TaskManager, where the server"
                  + " asks for one.");

  public static final ConfigOption<String> KEY_STORE_PASSWORD =
      ConfigOptions.key("rabbitmq.tls.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  private RabbitOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "RabbitMQ",
        ADDRESSES,
        VIRTUAL_HOST,
        USERNAME,
        PASSWORD,
        QUEUES,
        PREFETCH,
        RATE,
        REMEMBERED,
        HEARTBEAT,
        TIMEOUT,
        TLS,
        TRUST_STORE,
        TRUST_STORE_PASSWORD,
        KEY_STORE,
        KEY_STORE_PASSWORD);
  }
}
