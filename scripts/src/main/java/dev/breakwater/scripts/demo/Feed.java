package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a workload to a topic at a steady pace, in a thread of its own. Stops once on its way until
 * it is told to go on, so that what is to happen in the middle does, however slow the machine.
 */
final class Feed implements AutoCloseable {

  /** Oversized records are up to twice as large as the job accepts. */
  static final int LARGEST_REQUEST = 4_000_000;

  private static final long TICK_NANOS = 5_000_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Workload workload;
  private final Pace pace;
  private final long stopAt;
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicLong acknowledged = new AtomicLong();
  private final Thread thread = new Thread(this::run, "demo-feed");
  private volatile boolean stopped;
  private volatile boolean done;
  private volatile @Nullable Exception failure;

  private Feed(String bootstrap, String topic, Workload workload, Pace pace, long stopAt) {
    this.topic = topic;
    this.workload = workload;
    this.pace = pace;
    this.stopAt = stopAt;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST,
                ProducerConfig.LINGER_MS_CONFIG, 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * @param stopAt after how many records it stops until {@link #goOn}
   */
  static Feed start(String bootstrap, String topic, Workload workload, Pace pace, long stopAt) {
    Feed feed = new Feed(bootstrap, topic, workload, pace, stopAt);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** Records that the broker has acknowledged. */
  long sent() {
    return acknowledged.get();
  }

  /** Sends what is left. */
  void goOn() {
    released.countDown();
  }

  /** True when all were sent and acknowledged. */
  boolean done() {
    return done;
  }

  /**
   * @throws DemoException when a record could not be sent
   */
  void requireHealthy() {
    Exception reason = failure;
    if (reason != null) {
      throw new DemoException("the flights could not be sent: " + reason, reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    goOn();
    producer.close(CLOSE);
    thread.join(CLOSE.toMillis());
  }

  private void run() {
    try {
      send(workload.iterator());
      producer.flush();
      done = failure == null && !stopped;
    } catch (InterruptedException | RuntimeException e) {
      if (!stopped) {
        failure = e;
      }
    }
  }

  private void send(Iterator<WorkloadRecord> records) throws InterruptedException {
    long start = System.nanoTime();
    long handedOver = 0;
    while (records.hasNext() && !stopped && failure == null) {
      if (handedOver == stopAt && released.getCount() > 0) {
        long stoppedAt = System.nanoTime();
        released.await();
        start += System.nanoTime() - stoppedAt;
      }
      if (handedOver >= pace.due(System.nanoTime() - start)) {
        LockSupport.parkNanos(TICK_NANOS);
        continue;
      }
      // The call-back has the answer.
      var unused = producer.send(records.next().to(topic), this::answered);
      handedOver++;
    }
  }

  private void answered(RecordMetadata at, @Nullable Exception refused) {
    if (refused == null) {
      acknowledged.incrementAndGet();
    } else if (!stopped) {
      failure = refused;
    }
  }
}
