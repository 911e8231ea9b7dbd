package dev.breakwater.jobs.audit;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations as a user makes them: the shipped file, and arguments over it. */
final class AuditConfigs {

  private static final Path SHIPPED =
      Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "audit.yaml");

  private AuditConfigs() {}

  static AuditJobConfig shipped(String... arguments) throws ConfigException {
    return launch(arguments).configure(AuditJobConfig::from);
  }

  static Launch launch(String... arguments) throws ConfigException {
    return launch(SHIPPED, arguments);
  }

  /** The shipped file without its witness and the books of that. */
  static Launch withoutWitness(Path directory) throws ConfigException, IOException {
    Path copy = directory.resolve("audit.yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(SHIPPED));
    int ledger = lines.indexOf("ledger:");
    lines.subList(ledger, lines.indexOf("sink:")).clear();
    lines.removeIf(line -> line.startsWith("  witness:"));
    Files.write(copy, lines);
    return launch(copy);
  }

  private static Launch launch(Path path, String... arguments) throws ConfigException {
    List<String> all = new ArrayList<>(List.of("--config", path.toString()));
    all.addAll(List.of(arguments));
    return Launch.of(all.toArray(new String[0]), AuditJobOptions.catalog(), name -> null);
  }
}
