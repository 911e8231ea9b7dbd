package dev.breakwater.pulsar;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.input.OnLoss;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of Pulsar's topics. */
public final class PulsarOptions {

  public static final ConfigOption<String> SERVICE_URL =
      ConfigOptions.key("pulsar.service-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Brokers or a proxy: pulsar://host:port, or pulsar+ssl://host:port for TLS, with the"
                  + " server's name checked against its certificate. Several with commas between"
                  + " them.");

  public static final ConfigOption<String> TOKEN =
      ConfigOptions.key("pulsar.token")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Who reads: a token, as ${NAME} or file:/path. Needs the right to consume the topics,"
                  + " and no other. Unset where the server asks for none.");

  public static final ConfigOption<List<String>> TOPICS =
      ConfigOptions.key("pulsar.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Topics to read, which must exist and be persistent: name, or tenant/namespace/name."
                  + " Each partition is read by one subtask.");

  public static final ConfigOption<Start> START =
      ConfigOptions.key("pulsar.start")
          .enumType(Start.class)
          .defaultValue(Start.COMMITTED)
          .withDescription(
              "Where to start without state: committed (where the job's subscription is, else the"
                  + " beginning), earliest, latest (what is published from the submission on), or"
                  + " timestamp. A start with state goes on where the state says, and a partition"
                  + " that is added later is read from its beginning.");

  public static final ConfigOption<String> START_TIMESTAMP =
      ConfigOptions.key("pulsar.start-timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With pulsar.start timestamp: the first message published not before this time, as"
                  + " RFC 3339 (2026-01-31T12:00:00Z) or epoch milliseconds.");

  public static final ConfigOption<OnLoss> ON_LOSS =
      ConfigOptions.key("pulsar.on-loss")
          .enumType(OnLoss.class)
          .defaultValue(OnLoss.FAIL)
          .withDescription(
              "When the message to go on after is no longer there, so that others may be gone as"
                  + " well, or a message arrives damaged: fail, or continue with what is there. Set"
                  + " continue for one start, once you know what is missing.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      ConfigOptions.key("pulsar.partition-discovery-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How often to look for new partitions; 0 s for never.");

  public static final ConfigOption<Integer> RECEIVER_QUEUE =
      ConfigOptions.key("pulsar.receiver-queue")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "How many messages of a partition wait in the client, about (a batch comes whole), 1"
                  + " to 100000: what is held at most when the job cannot keep up.");

  public static final ConfigOption<Duration> DISCONNECTED_TIMEOUT =
      ConfigOptions.key("pulsar.disconnected-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "How long a partition may be without its broker, to which the client reconnects by"
                  + " itself. Then the task fails and restarts.");

  public static final ConfigOption<Duration> TIMEOUT =
      ConfigOptions.key("pulsar.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("How long to wait for a connection, and for each answer of the server.");

  public static final ConfigOption<String> TRUST_STORE =
      ConfigOptions.key("pulsar.tls.truststore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the certificates to trust, on every JobManager and TaskManager."
                  + " Unset: those of the JVM.");

  public static final ConfigOption<String> TRUST_STORE_PASSWORD =
      ConfigOptions.key("pulsar.tls.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  public static final ConfigOption<String> KEY_STORE =
      ConfigOptions.key("pulsar.tls.keystore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PKCS12 file with the client's own certificate, on every JobManager and TaskManager,"
                  + " where the server asks for one.");

  public static final ConfigOption<String> KEY_STORE_PASSWORD =
      ConfigOptions.key("pulsar.tls.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password.");

  private PulsarOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "Pulsar",
        SERVICE_URL,
        TOKEN,
        TOPICS,
        START,
        START_TIMESTAMP,
        ON_LOSS,
        DISCOVERY_INTERVAL,
        RECEIVER_QUEUE,
        DISCONNECTED_TIMEOUT,
        TIMEOUT,
        TRUST_STORE,
        TRUST_STORE_PASSWORD,
        KEY_STORE,
        KEY_STORE_PASSWORD);
  }
}
