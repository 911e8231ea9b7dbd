package dev.breakwater.pulsar;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.StartPoint;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;

/**
 * Which topics are read, and how.
 *
 * @param instance names the subscription
 * @param topics tenant/namespace/name each, at least one
 * @param start of partitions that were never read
 * @param discoveryInterval zero for never again
 */
record PulsarConfig(
    JobInstance instance,
    ServerConfig server,
    List<String> topics,
    StartPoint start,
    Duration discoveryInterval,
    ConsumerConfig consumers)
    implements Serializable {

  /**
   * How a partition is read.
   *
   * @param receiverQueue messages that wait in the client, about
   * @param disconnectedTimeout how long it may be without its broker
   */
  record ConsumerConfig(int receiverQueue, Duration disconnectedTimeout, OnLoss onLoss)
      implements Serializable {

    Losses losses(Counter errors) {
      String causes =
          "by retention, time to live, a backlog quota, or since the topic was made anew";
      return new Losses(new Losses.Policy(onLoss, PulsarOptions.ON_LOSS, causes), errors);
    }
  }

  PulsarConfig {
    topics = List.copyOf(topics);
  }

  /** Reads {@link PulsarOptions}; what is wrong with them is in the settings' problems. */
  static PulsarConfig from(Settings settings) {
    return new PulsarConfigReader(settings).read();
  }

  /**
   * Checks that what was read is ever acknowledged.
   *
   * @throws ConfigException if not
   */
  void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    Duration interval = flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(null);
    if (interval == null || interval.isZero() || interval.isNegative()) {
      throw new ConfigException(
          List.of(
              "execution.checkpointing.interval must be set for source.kind pulsar, which"
                  + " acknowledges nothing without checkpoints, was "
                  + (interval == null ? "not set" : interval)
                  + "; allowed: a duration, as 1 s"));
    }
  }
}
