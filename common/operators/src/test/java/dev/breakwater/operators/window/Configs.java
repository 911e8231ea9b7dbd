package dev.breakwater.operators.window;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Configurations as options make them. */
final class Configs {

  private Configs() {}

  /** Tumbling windows of a second that count and sum, with these options over it. */
  static WindowConfig seconds(String... more) throws ConfigException {
    Map<String, String> options = new HashMap<>();
    options.put("window.key", "subject");
    options.put("window.size", "1 s");
    options.put("window.out-of-orderness", "0 s");
    options.put("window.result.source", "here");
    options.put("aggregate.measures.n", "count");
    options.put("aggregate.measures.sum", "sum(/n)");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    options.values().removeIf(String::isEmpty);
    Settings settings = Settings.of(options);
    WindowConfig config = WindowConfig.from(settings, Duration.ofMinutes(5), 64);
    settings.check();
    return config;
  }

  static Sample sample(int partition, long offset, String key, long time, String number) {
    return new Sample(partition, offset, key, time, number, "w");
  }
}
