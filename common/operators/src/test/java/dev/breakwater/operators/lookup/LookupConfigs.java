package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** Configurations as a user makes them. */
final class LookupConfigs {

  private LookupConfigs() {}

  /** Defaults, and pairs of key and value over them; the answer becomes the member "airport". */
  static LookupConfig of(String... pairs) {
    Settings settings = settings(pairs);
    LookupConfig config = LookupConfig.from(settings, "airport");
    try {
      settings.check();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
    return config;
  }

  static Settings settings(String... pairs) {
    Map<String, String> flat =
        new HashMap<>(
            Map.of(
                "job.instance", "test.r01", "lookup.url", "http://127.0.0.1:1/airports/{/origin}"));
    for (int i = 0; i < pairs.length; i += 2) {
      flat.put(pairs[i], pairs[i + 1]);
    }
    return Settings.of(flat);
  }
}
