package dev.breakwater.scripts.replicas;

import dev.breakwater.scripts.load.OpenLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends {@link Departures} in open loop until {@link #finish}. */
public final class FlightFeed implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** Longer than windows are open; not so far ahead that the job would not take it. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final Departures departures;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final OpenLoop loop;
  private volatile @Nullable Exception refusal;

  private FlightFeed(String bootstrap, String topic, int rate, long seed) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.LINGER_MS_CONFIG, 20,
                // Longer than any fault: what is due is kept and sent as soon as that is possible.
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.partitions = producer.partitionsFor(topic).size();
    this.departures = new Departures(topic, partitions, seed);
    this.loop = OpenLoop.start("flight-feed", rate, due -> send(departures.next(due)));
  }

  /**
   * Starts to send to a topic that exists.
   *
   * @param rate flights a second
   */
  public static FlightFeed start(String bootstrap, String topic, int rate, long seed) {
    return new FlightFeed(bootstrap, topic, rate, seed);
  }

  public long sent() {
    return sent.get();
  }

  /** Flights that a broker has acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Sends no more flights, but what closes the windows of all that were sent, and waits until all
   * is acknowledged.
   *
   * @throws IllegalStateException when a flight was refused
   */
  public void finish() throws InterruptedException {
    loop.stop();
    long end = System.currentTimeMillis() + AHEAD.toMillis();
    for (int partition = 0; partition < partitions; partition++) {
      send(departures.last(partition, end));
    }
    producer.flush();
    requireHealthy();
  }

  /**
   * Passes on what went wrong.
   *
   * @throws IllegalStateException when a flight could not be made or was refused
   */
  public void requireHealthy() {
    Exception reason = loop.failure() != null ? loop.failure() : refusal;
    if (reason != null) {
      throw new IllegalStateException("the flights could not be sent: " + reason, reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    loop.end();
    producer.close(CLOSE);
    loop.stop(CLOSE);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // The call-back has the answer.
    var unused = producer.send(record, (at, exception) -> answered(exception));
    sent.incrementAndGet();
  }

  private void answered(@Nullable Exception exception) {
    if (exception == null) {
      acknowledged.incrementAndGet();
    } else {
      refusal = exception;
    }
  }
}
