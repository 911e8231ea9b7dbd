package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Which queues are read, and how.
 *
 * @param instance names the connections and the consumers
 * @param queues at least one, in the order of the configuration
 * @param prefetch deliveries of a queue that wait for their acknowledgement, at most
 * @param rate messages a second that the prefetch must allow each queue
 * @param remembered messages of a queue that are known again, at least the prefetch
 */
record RabbitConfig(
    JobInstance instance,
    ServerConfig server,
    List<String> queues,
    int prefetch,
    int rate,
    int remembered)
    implements Serializable {

  RabbitConfig {
    queues = List.copyOf(queues);
  }

  /** Reads {@link RabbitOptions}; what is wrong with them is in the settings' problems. */
  static RabbitConfig from(Settings settings) {
    return new RabbitConfigReader(settings).read();
  }

  /**
   * Checks that messages can be acknowledged at all, and often enough for the rate.
   *
   * @throws ConfigException if not
   */
  void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    List<String> problems = AcknowledgementRules.broken(this, flink);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
