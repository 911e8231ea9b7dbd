package dev.breakwater.scripts.replicas;

import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between an honest replica and {@code reconcile}: hands its results on as they are, or,
 * when told to, lies; and remembers each lie. In a thread of its own until it is closed.
 */
public final class LyingRelay implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final TopicReader honest;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Lies lies;
  private final Set<String> relayed = new HashSet<>();
  private final Thread thread = new Thread(this::run, "lying-relay");
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  private LyingRelay(String bootstrap, String from, String to, Lies lies) {
    this.honest = TopicReader.open(bootstrap, from);
    this.topic = to;
    this.lies = lies;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Starts to hand on.
   *
   * @param from topic of the honest replica
   * @param to topic that is read as that of the replica, with as many partitions
   * @param name of the replica
   */
  public static LyingRelay start(String bootstrap, String from, String to, String name, long seed) {
    LyingRelay relay = new LyingRelay(bootstrap, from, to, new Lies(name, seed));
    relay.thread.setDaemon(true);
    relay.thread.start();
    return relay;
  }

  /** From now on it lies like this. */
  public void become(Lies.Manner manner) {
    lies.become(manner);
  }

  /**
   * All lies so far, each as the finding that must name it.
   *
   * @throws IllegalStateException when something could not be handed on
   */
  public List<String> told() {
    Exception reason = failure;
    if (reason != null) {
      throw new IllegalStateException("the results could not be handed on: " + reason, reason);
    }
    return lies.told();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(CLOSE.toMillis());
    producer.close(CLOSE);
  }

  private void run() {
    try (honest) {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : honest.poll(WAIT)) {
          handOn(record);
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Repetitions of a replica that writes at least once would contradict what was said of them. */
  private void handOn(ConsumerRecord<byte[], byte[]> record) {
    Lies.Result result = Lies.Result.of(record);
    if (!relayed.add(result.id())) {
      return;
    }
    for (Lies.Result said : lies.said(result)) {
      ProducerRecord<byte[], byte[]> copy = said.record(topic, record);
      // The call-back has the answer.
      var unused = producer.send(copy, (at, exception) -> answered(exception));
    }
  }

  private void answered(@Nullable Exception exception) {
    if (exception != null) {
      failure = exception;
    }
  }
}
