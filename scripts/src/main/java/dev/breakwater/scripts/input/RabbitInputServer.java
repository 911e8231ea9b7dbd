package dev.breakwater.scripts.input;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** RabbitMQ with durable classic queues, or with streams: one per subtask of the job. */
public final class RabbitInputServer implements InputServer {

  private static final String USER = "guest";
  private static final int QUEUES = 2;
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What is read from it, and how that is said in the options. */
  enum Kind {
    QUEUES("classic", "rabbitmq", "queues"),
    STREAMS("stream", "rabbitmq-stream", "streams");

    private final String type;
    private final String prefix;
    private final String names;

    Kind(String type, String prefix, String names) {
      this.type = type;
      this.prefix = "--" + prefix + '.';
      this.names = names;
    }

    List<String> options(int port, List<String> queues) {
      return List.of(
          prefix + "addresses",
          LoopbackPorts.HOST + ':' + port,
          prefix + "username",
          USER,
          prefix + names,
          String.join(";", queues));
    }
  }

  private final Kind kind;
  private final RabbitServer server;
  private final List<String> queues = new ArrayList<>();

  private RabbitInputServer(Kind kind, RabbitServer server, String name) {
    this.kind = kind;
    this.server = server;
    for (int i = 0; i < QUEUES; i++) {
      queues.add(name + '.' + i);
    }
  }

  /**
   * A new server.
   *
   * @param name what the names of its queues begin with
   * @throws ServerFailedException when it does not start, or its queues cannot be made
   */
  static RabbitInputServer start(Kind kind, String name) {
    RabbitServer server =
        kind == Kind.STREAMS ? RabbitServer.startWithStreams() : RabbitServer.start();
    try {
      RabbitInputServer input = new RabbitInputServer(kind, server, name);
      input.declareQueues();
      return input;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return kind == Kind.STREAMS ? server.streamPort() : server.port();
  }

  @Override
  public List<String> topics() {
    return List.copyOf(queues);
  }

  @Override
  public List<String> options(int port) {
    return kind.options(port, queues);
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of("INGEST_RABBITMQ_PASSWORD", USER);
  }

  @Override
  public Outlet outlet() {
    return kind == Kind.STREAMS
        ? StreamOutlet.open(server.streamPort(), queues, PATIENCE)
        : QueueOutlet.start(() -> RabbitPublishing.on(connect()), queues, PATIENCE);
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }

  private void declareQueues() {
    try (Connection connection = connect()) {
      Channel channel = Objects.requireNonNull(connection.createChannel(), "a channel");
      for (String queue : queues) {
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", kind.type));
      }
    } catch (IOException e) {
      throw new ServerFailedException("queues cannot be made: " + e.getMessage(), e);
    }
  }

  private Connection connect() throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(LoopbackPorts.HOST);
    factory.setPort(server.port());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setHandshakeTimeout(CONNECT_MILLIS);
    try {
      return factory.newConnection("breakwater");
    } catch (TimeoutException e) {
      throw new IOException("RabbitMQ does not answer", e);
    }
  }
}
