package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class RedriveConfigs {

  private RedriveConfigs() {}

  static RedriveJobConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(RedriveJobConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    Path file = Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "redrive.yaml");
    List<String> all = new ArrayList<>(List.of("--config", file.toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), RedriveJobOptions.catalog(), name -> null);
  }
}
