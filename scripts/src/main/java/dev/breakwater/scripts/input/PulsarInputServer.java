package dev.breakwater.scripts.input;

import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.pulsar.PulsarServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pulsar with a topic of four partitions. No proxy holds a job: the server tells its clients where
 * it really is.
 */
public final class PulsarInputServer implements InputServer {

  private static final String READER = "ingest";
  private static final String PARTITION = "public/default/%s-partition-%d";
  private static final int PARTITIONS = 4;

  private final PulsarServer server;
  private final String topic;

  private PulsarInputServer(PulsarServer server, String topic) {
    this.server = server;
    this.topic = topic;
  }

  /**
   * A new server.
   *
   * @throws ServerFailedException when it does not start, or its topic cannot be made
   */
  public static PulsarInputServer start(String topic) {
    PulsarServer server = PulsarServer.start();
    try {
      server.admin().grant(READER, "consume");
      server.admin().createTopic(topic, PARTITIONS);
      return new PulsarInputServer(server, topic);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return URI.create(server.serviceUrl()).getPort();
  }

  @Override
  public List<String> topics() {
    return IntStream.range(0, PARTITIONS).mapToObj(n -> PARTITION.formatted(topic, n)).toList();
  }

  @Override
  public List<String> options(int port) {
    return options(port, topic);
  }

  static List<String> options(int port, String topic) {
    return List.of(
        "--pulsar.service-url",
        "pulsar://%s:%d".formatted(LoopbackPorts.HOST, port),
        "--pulsar.topics",
        topic);
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of("INGEST_PULSAR_TOKEN", server.token(READER));
  }

  @Override
  public Outlet outlet() {
    return PulsarOutlet.open(server.serviceUrl(), server.token(PulsarServer.ADMIN), topic);
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
}
