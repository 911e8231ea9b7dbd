package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a job reads its own outputs back, whatever its input is.
 *
 * @param properties of the consumers and of the admin client; may hold secrets
 */
public record ReaderConfig(Map<String, String> properties) implements Serializable {

  public ReaderConfig {
    properties = Map.copyOf(properties);
  }

  /** Reads the options of clients; what is wrong with them is in the settings' problems. */
  public static ReaderConfig from(Settings settings) {
    return new ReaderConfig(
        ConsumerProperties.of(
            settings,
            JobInstance.from(settings),
            settings.require(KafkaOptions.BOOTSTRAP_SERVERS, KafkaOptions.NOWHERE),
            KafkaOptions.DISCOVERY_INTERVAL.defaultValue()));
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "ReaderConfig" + new TreeSet<>(properties.keySet());
  }
}
