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

  /**
   * Returns when clients can use it.
   *
   * @throws ExecutionException with what Kafka throws when it cannot start
   * @throws TimeoutException when it is not ready after two minutes
   */
  static RunningBroker start(Map<String, String> properties, String name)
      throws ExecutionException, TimeoutException {
    BrokerThreads threads = new BrokerThreads(name);
    KafkaConfig config = new KafkaConfig(properties, false);
    KafkaRaftServer server = threads.call(() -> new KafkaRaftServer(config, Time.SYSTEM), START);
    RunningBroker broker = new RunningBroker(threads, server);
    try {
      threads.run(server::startup, START);
      return broker;
    } catch (ExecutionException | TimeoutException e) {
      broker.stopAfterFailure();
      throw e;
    }
  }

  /** Why it gave up; null when it did not. */
  @Nullable String gaveUp() {
    return threads.gaveUp();
  }

  /**
   * Stops it. One that gave up may be unable to stop: then it is left alone.
   *
   * @return whether it is gone; otherwise, its port and directory stay taken
   * @throws BrokerFailedException when a sound one does not stop
   */
  boolean stop() {
    if (gaveUp() != null) {
      return stopAfterFailure();
    }
    try {
      shutDown(STOP);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerFailedException(threads.getName() + " did not stop: " + e, e);
    }
  }

  private boolean stopAfterFailure() {
    try {
      shutDown(STOP_AFTER_FAILURE);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("failed broker cannot be stopped and is left alone broker={}", threads.getName(), e);
      return false;
    }
  }

  private void shutDown(Duration within) throws ExecutionException, TimeoutException {
    threads.run(
        () -> {
          server.shutdown();
          server.awaitShutdown();
        },
        within);
  }
}
