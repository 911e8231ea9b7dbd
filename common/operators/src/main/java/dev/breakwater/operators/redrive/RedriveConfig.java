package dev.breakwater.operators.redrive;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * How dead letters are sent back to work, checked.
 *
 * @param maxAttempts at least 1
 * @param rate records a second; 0 for no limit
 * @param maxWaiting at least 1
 * @param maxMemory bytes for the positions that were sent before
 */
public record RedriveConfig(
    Mode mode,
    RedriveFilter filter,
    RedriveTargets targets,
    String parkingTopic,
    int maxAttempts,
    double rate,
    Backoff delay,
    int maxWaiting,
    HealthConfig health,
    long maxMemory)
    implements Serializable {

  /** Reads the options of a redrive; what is wrong with them is in the settings' problems. */
  public static RedriveConfig from(Settings settings) {
    return RedriveReader.read(settings);
  }

  /** All topics that are written to. */
  public Set<String> outputs() {
    Set<String> outputs = new HashSet<>(targets.allowed());
    outputs.add(parkingTopic);
    return outputs;
  }
}
