package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How the sinks of a job write. All sinks of a job share one; they differ in {@link SinkName}.
 *
 * @param unproven what happens when nothing can prove that a refused commit was done before
 * @param lossLinger how long a task that has found a transaction lost stays to be scraped
 * @param transactionTimeout the broker aborts a transaction that is open for longer, and its
 *     records are lost. The default is 15 minutes: the most that a broker allows by default, and
 *     the longest outage, checkpoint included, that a job survives without loss
 * @param maxRecordSize bytes of key, value and headers with their framing, before compression. A
 *     sink does not check it: what is larger must be diverted before, because a record that the
 *     broker refuses fails the job, and fails it again after each restart
 * @param properties all properties of the producers; may hold secrets
 */
public record SinkConfig(
    JobInstance instance,
    Delivery delivery,
    TransactionNaming naming,
    UnprovenCommit unproven,
    Duration lossLinger,
    Duration transactionTimeout,
    int maxRecordSize,
    Map<String, String> properties)
    implements Serializable {

  /** Above it a producer would need gigabytes of buffer per subtask. */
  private static final long LARGEST = 512L << 20;

  private static final Duration LONGEST_LINGER = Duration.ofMinutes(10);

  public SinkConfig {
    properties = Map.copyOf(properties);
  }

  /** Reads the options of sinks; what is wrong with them is in the settings' problems. */
  public static SinkConfig from(Settings settings) {
    JobInstance instance = JobInstance.from(settings);
    String servers = settings.require(KafkaOptions.BOOTSTRAP_SERVERS, KafkaOptions.NOWHERE);
    Duration transactionTimeout = transactionTimeout(settings);
    int maxRecordSize = maxRecordSize(settings);
    return new SinkConfig(
        instance,
        settings.get(KafkaOptions.DELIVERY),
        settings.get(KafkaOptions.TRANSACTION_NAMING),
        settings.get(KafkaOptions.UNPROVEN_COMMIT),
        lossLinger(settings),
        transactionTimeout,
        maxRecordSize,
        ProducerProperties.of(settings, servers, transactionTimeout, maxRecordSize));
  }

  /**
   * Checks that Flink's own configuration can keep the promise of exactly-once delivery; does
   * nothing for at-least-once.
   *
   * @param flink the configuration that the job runs with
   * @throws ConfigException if checkpoints are off or at-least-once themselves, or if a transaction
   *     may time out before its checkpoint does
   */
  public void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    if (delivery != Delivery.EXACTLY_ONCE) {
      return;
    }
    List<String> problems = CheckpointRules.broken(flink, transactionTimeout);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static Duration transactionTimeout(Settings settings) {
    Duration timeout = settings.get(KafkaOptions.TRANSACTION_TIMEOUT);
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      settings.reject(
          KafkaOptions.TRANSACTION_TIMEOUT,
          "is out of range",
          "1 s to 24 d, and no more than the broker's transaction.max.timeout.ms");
      return KafkaOptions.TRANSACTION_TIMEOUT.defaultValue();
    }
    return timeout;
  }

  private static Duration lossLinger(Settings settings) {
    Duration linger = settings.get(KafkaOptions.LOSS_LINGER);
    if (linger.compareTo(LONGEST_LINGER) > 0) {
      settings.reject(KafkaOptions.LOSS_LINGER, "is out of range", "0 s to 10 min");
      return KafkaOptions.LOSS_LINGER.defaultValue();
    }
    return linger;
  }

  private static int maxRecordSize(Settings settings) {
    long size = settings.get(KafkaOptions.MAX_RECORD_SIZE).getBytes();
    if (size < 1 || size > LARGEST) {
      settings.reject(KafkaOptions.MAX_RECORD_SIZE, "is out of range", "1 byte to 512 mb");
      return Math.toIntExact(KafkaOptions.MAX_RECORD_SIZE.defaultValue().getBytes());
    }
    return Math.toIntExact(size);
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "SinkConfig[%s, %s, %s, unproven=%s, lossLinger=%s, transactionTimeout=%s, maxRecordSize=%d, properties=%s]"
        .formatted(
            instance,
            delivery,
            naming,
            unproven,
            lossLinger,
            transactionTimeout,
            maxRecordSize,
            new TreeSet<>(properties.keySet()));
  }
}
