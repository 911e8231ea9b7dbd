package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class IngestConfigs {

  private IngestConfigs() {}

  static IngestConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(IngestConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    List<String> all = new ArrayList<>(List.of("--config", shippedFile().toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), IngestOptions.catalog(), name -> null);
  }

  static Path shippedFile() {
    return Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "ingest.yaml");
  }
}
