package dev.breakwater.jobs.audit;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class AuditConfigs {

  private AuditConfigs() {}

  static AuditJobConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(AuditJobConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    Path path = Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "audit.yaml");
    List<String> all = new ArrayList<>(List.of("--config", path.toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), AuditJobOptions.catalog(), name -> null);
  }
}
