package dev.breakwater.jobs.enrich;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class EnrichConfigs {

  private EnrichConfigs() {}

  static EnrichConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(EnrichConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    List<String> all = new ArrayList<>(List.of("--config", shippedFile().toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), EnrichOptions.catalog(), name -> null);
  }

  static Path shippedFile() {
    return Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "enrich.yaml");
  }
}
