package dev.breakwater.testkit.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's server from start to stop, with its threads. */
final class RunningBroker {

  private static final Logger LOG = LoggerFactory.getLogger(RunningBroker.class);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Duration STOP_AFTER_FAILURE = Duration.ofSeconds(5);

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
    try {
      return new RunningBroker(threads, threads.call(() -> start(properties), START));
    } catch (TimeoutException e) {
      throw new BrokerFailedException("%s did not start within %s".formatted(name, START), e);
    }
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

  /**
   * Stops it. One that gave up may be unable to stop: then it is left alone, and its port and
   * directory stay taken until this process ends.
   *
   * @throws BrokerFailedException when a sound one does not stop
   */
  void stop() {
    String reason = gaveUp();
    try {
      threads.call(this::shutDown, reason == null ? STOP : STOP_AFTER_FAILURE);
    } catch (ExecutionException | TimeoutException e) {
      if (reason == null) {
        throw new BrokerFailedException(threads.getName() + " did not stop: " + e, e);
      }
      LOG.warn("broker that gave up is left alone broker={} reason={}", threads.getName(), reason);
    }
  }

  private @Nullable Void shutDown() {
    server.shutdown();
    server.awaitShutdown();
    return null;
  }
}
