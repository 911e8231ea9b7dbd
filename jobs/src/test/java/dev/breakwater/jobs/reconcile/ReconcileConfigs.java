package dev.breakwater.jobs.reconcile;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: a shipped file, and arguments over it. */
final class ReconcileConfigs {

  static final String THREE = "reconcile.yaml";
  static final String TWO = "reconcile-first.yaml";

  private ReconcileConfigs() {}

  static ReconcileConfig shipped(String file, String... arguments) throws ConfigException {
    return launch(file, arguments).configure(ReconcileConfig::from);
  }

  static Launch launch(String file, String... arguments) throws ConfigException {
    Path path = Path.of(System.getProperty("breakwater.root"), "conf", "jobs", file);
    List<String> all = new ArrayList<>(List.of("--config", path.toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), ReconcileOptions.catalog(), name -> null);
  }
}
