package dev.breakwater.testkit.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** Kafka's server from start to stop, with its threads. */
final class RunningBroker {

  private final BrokerThreads threads;
  private final KafkaRaftServer server;

  private RunningBroker(BrokerThreads threads, KafkaRaftServer server) {
    this.threads = threads;
    this.server = server;
  }

  /** Returns when clients can use it; leaves nothing running when it cannot start. */
  static RunningBroker start(Map<String, String> properties, String name)
      throws ExecutionException {
    BrokerThreads threads = new BrokerThreads(name);
    return new RunningBroker(threads, threads.call(() -> start(properties)));
  }

  private static KafkaRaftServer start(Map<String, String> properties) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException | Error e) {
      shutDownAfter(e, server);
      throw e;
    }
  }

  private static void shutDownAfter(Throwable failure, KafkaRaftServer server) {
    try {
      server.shutdown();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /** Why it gave up; null when it did not. */
  @Nullable String gaveUp() {
    return threads.gaveUp();
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }
}
