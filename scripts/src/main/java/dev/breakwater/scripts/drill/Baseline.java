package dev.breakwater.scripts.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration with Flink's defaults, to compare with: only what a job with state and
 * exactly-once output cannot do without is set.
 */
final class Baseline {

  private static final String CONFIG =
      """
      execution.checkpointing.interval: 1 s
      state.backend.type: rocksdb
      execution.checkpointing.incremental: true
      """;

  private Baseline() {}

  /**
   * Writes it beside the cluster's directory and returns where.
   *
   * @param shipped what it takes the log files' settings and the JVM flags from
   */
  static Path write(Path cluster, Path shipped) {
    Path target = cluster.toAbsolutePath().resolveSibling(cluster.getFileName() + "-baseline");
    try {
      Files.createDirectories(target);
      List<String> lines = Files.readAllLines(shipped.resolve("config.yaml"));
      StringBuilder config = new StringBuilder(CONFIG);
      lines.stream()
          .filter(line -> line.startsWith("env.java.opts"))
          .forEach(line -> config.append(line).append('\n'));
      Files.writeString(target.resolve("config.yaml"), config.toString());
      for (String name :
          List.of("log4j.properties", "log4j-cli.properties", "log4j-console.properties")) {
        if (Files.exists(shipped.resolve(name))) {
          Files.writeString(target.resolve(name), Files.readString(shipped.resolve(name)));
        }
      }
      return target;
    } catch (IOException e) {
      throw new DrillException("the baseline's configuration cannot be written: " + e, e);
    }
  }
}
