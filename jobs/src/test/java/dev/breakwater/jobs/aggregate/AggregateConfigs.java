package dev.breakwater.jobs.aggregate;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class AggregateConfigs {

  private AggregateConfigs() {}

  static AggregateConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(AggregateConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    Path shipped = Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "aggregate.yaml");
    List<String> all = new ArrayList<>(List.of("--config", shipped.toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), AggregateOptions.catalog(), name -> null);
  }
}
