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

/** RabbitMQ with durable classic queues: one per subtask of the job. */
public final class RabbitInputServer implements InputServer {

  private static final String USER = "guest";
  private static final int QUEUES = 2;
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Map<String, Object> CLASSIC = Map.of("x-queue-type", "classic");

  private final RabbitServer server;
  private final List<String> queues = new ArrayList<>();

  private RabbitInputServer(RabbitServer server, String name) {
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
  public static RabbitInputServer start(String name) {
    RabbitServer server = RabbitServer.start();
    try {
      RabbitInputServer input = new RabbitInputServer(server, name);
      input.declareQueues();
      return input;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public List<String> topics() {
    return List.copyOf(queues);
  }

  @Override
  public List<String> options(int port) {
    return options(port, queues);
  }

  static List<String> options(int port, List<String> queues) {
    return List.of(
        "--rabbitmq.addresses",
        LoopbackPorts.HOST + ':' + port,
        "--rabbitmq.username",
        USER,
        "--rabbitmq.queues",
        String.join(";", queues));
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of("INGEST_RABBITMQ_PASSWORD", USER);
  }

  @Override
  public Outlet outlet() {
    return QueueOutlet.start(() -> RabbitPublishing.on(connect()), queues, PATIENCE);
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
        channel.queueDeclare(queue, true, false, false, CLASSIC);
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
