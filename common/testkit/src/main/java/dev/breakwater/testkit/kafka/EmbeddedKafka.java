package dev.breakwater.testkit.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: one node, KRaft, reachable on loopback only.
 *
 * <p>It keeps its port and its data over {@link #stop()} and {@link #start()}, so clients find it
 * again. Topics are made by {@link #createTopic} only, never by use. Records are kept for ever
 * unless a topic says otherwise, whatever time they carry. Two brokers cannot share a directory.
 * Methods are for one thread at a time.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Duration TOPIC_DEADLINE = Duration.ofSeconds(30);
  private static final int START_ATTEMPTS = 3;

  private final DataDirectory directory;
  private final Map<String, String> properties;
  private final @Nullable BrokerSecurity security;
  private final boolean anyPort;
  private int port;
  private @Nullable RunningBroker server;

  EmbeddedKafka(EmbeddedKafkaBuilder builder) {
    this.directory =
        builder.directory == null
            ? DataDirectory.temporary(builder.minimumFreeBytes)
            : DataDirectory.at(builder.directory, builder.minimumFreeBytes);
    this.properties = Map.copyOf(builder.properties);
    this.security = builder.security;
    this.anyPort = builder.port == 0;
    this.port = builder.port;
  }

  /** Settings of a new broker. */
  public static EmbeddedKafkaBuilder builder() {
    return new EmbeddedKafkaBuilder();
  }

  /** Host and port for clients; the same after a restart. */
  public String bootstrapServers() {
    if (port == 0) {
      throw new IllegalStateException("broker has no port before its first start");
    }
    return LoopbackPorts.HOST + ":" + port;
  }

  /** Where its data is. */
  public Path directory() {
    return directory.path();
  }

  public boolean isRunning() {
    return server != null;
  }

  /**
   * Starts it, the first time or after {@link #stop()}, and returns when clients can use it.
   *
   * @throws BrokerFailedException when the port is taken, the directory cannot be used or is in use
   *     by another broker, or space is short
   */
  public EmbeddedKafka start() {
    if (server != null) {
      throw new IllegalStateException("broker is running already, at " + bootstrapServers());
    }
    directory.claim();
    try {
      directory.prepare(BrokerProperties.NODE_ID, security == null ? List.of() : security.scram());
      startOnPort();
      return this;
    } finally {
      if (server == null) {
        directory.release();
      }
    }
  }

  private void startOnPort() {
    boolean firstStart = port == 0;
    for (int attempt = 1; ; attempt++) {
      if (firstStart) {
        port = LoopbackPorts.free();
      }
      try {
        server = startOn(port);
        return;
      } catch (PortTakenException e) {
        // Between finding a free port and binding it, another process may have taken it.
        if (!firstStart || attempt == START_ATTEMPTS) {
          throw portTaken(e);
        }
      }
    }
  }

  /**
   * Stops it in an orderly way; its data stays. Does nothing when it is not running.
   *
   * @throws BrokerFailedException when it does not stop; but one that gave up is left alone
   */
  public void stop() {
    RunningBroker running = server;
    server = null;
    if (running != null && running.stop()) {
      directory.release();
    }
  }

  /** Stops it and starts it on the same port and data. */
  public void restart() {
    stop();
    start();
  }

  /** Stops it and deletes its data if the directory was not given. */
  @Override
  public void close() {
    stop();
    directory.close();
  }

  /**
   * Makes a topic of one replica and returns when all its partitions can be written.
   *
   * @param config topic settings by Kafka's names, such as {@code max.message.bytes}
   * @throws BrokerFailedException when it exists already, or a setting is refused
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    requireHealthy();
    try (TopicAdmin admin = new TopicAdmin(adminProperties())) {
      admin.create(name, partitions, config, TOPIC_DEADLINE);
    }
  }

  /** Makes a topic with the broker's own settings. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Checks that it is running and has not given up: a broker whose disk is full stops serving, and
   * its clients only see timeouts.
   *
   * @throws BrokerFailedException when it is not
   */
  public void requireHealthy() {
    RunningBroker running = server;
    if (running == null) {
      throw new BrokerFailedException(
          "broker is not running, its directory is " + directory(), null);
    }
    String reason = running.gaveUp();
    if (reason != null) {
      throw new BrokerFailedException(
          "broker gave up: %s; data directory %s has %d MiB free"
              .formatted(reason, directory(), DataDirectory.mebibytes(directory.freeBytes())),
          null);
    }
  }

  /** What a client needs that may do everything; holds its password, where there is one. */
  public Map<String, Object> adminProperties() {
    Map<String, Object> client = new HashMap<>();
    if (security != null) {
      client.putAll(security.client(security.admin()));
    }
    client.put("bootstrap.servers", bootstrapServers());
    return client;
  }

  private RunningBroker startOn(int clientPort) throws PortTakenException {
    if (!LoopbackPorts.isFree(clientPort)) {
      throw new PortTakenException();
    }
    Map<String, String> all = new HashMap<>();
    BrokerProperties.addSmallDefaults(all);
    if (security != null) {
      all.putAll(security.broker());
    }
    all.putAll(properties);
    BrokerProperties.addPlace(
        all,
        directory.path(),
        clientPort,
        freePortOtherThan(clientPort),
        security == null ? "PLAINTEXT" : "SASL_SSL");
    try {
      return RunningBroker.start(all, "kafka-" + clientPort);
    } catch (ExecutionException | TimeoutException e) {
      if (!LoopbackPorts.isFree(clientPort)) {
        throw new PortTakenException();
      }
      throw new BrokerFailedException(
          "broker could not start in %s: %s".formatted(directory(), innermost(e)), e);
    }
  }

  private static int freePortOtherThan(int taken) {
    int free = LoopbackPorts.free();
    return free == taken ? freePortOtherThan(taken) : free;
  }

  private static String innermost(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    return at.toString();
  }

  private BrokerFailedException portTaken(PortTakenException cause) {
    return new BrokerFailedException(
        "port %d on %s is in use by another process; %s"
            .formatted(
                port,
                LoopbackPorts.HOST,
                anyPort ? "the broker must come back on it" : "take another, or 0 for a free one"),
        cause);
  }

  private static final class PortTakenException extends Exception {}
}
