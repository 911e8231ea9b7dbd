package dev.breakwater.operators.quorum;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** Configurations as a user makes them. */
final class Configs {

  private Configs() {}

  /** Three replicas, a, b and c, by topic; fencing off; keys and values over it. */
  static QuorumConfig of(String... keysAndValues) {
    Map<String, String> flat = new HashMap<>();
    flat.put("job.instance", "court.r01");
    flat.put("quorum.replicas", "a=results.a;b=results.b;c=results.c");
    flat.put("quorum.fence", "false");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flat.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Settings settings = Settings.of(flat);
    QuorumConfig config = QuorumConfig.from(settings);
    try {
      settings.check();
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
    return config;
  }
}
