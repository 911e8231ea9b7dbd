package dev.breakwater.scripts.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Prometheus and what belongs to it are: on the {@code PATH}, under the names of Debian's
 * packages or the project's own, or where {@code scripts/test} has unpacked the packages.
 */
public enum MonitoringPrograms {
  NODE_EXPORTER("prometheus-node-exporter", "node_exporter"),
  ALERTMANAGER("prometheus-alertmanager", "alertmanager"),
  PROMETHEUS("prometheus", "prometheus"),
  /** Comes with Prometheus: checks and tests rules. */
  PROMTOOL("prometheus", "promtool");

  private final String debianPackage;
  private final String program;

  MonitoringPrograms(String debianPackage, String program) {
    this.debianPackage = debianPackage;
    this.program = program;
  }

  /** The program; empty when it is not installed. */
  public Optional<Path> find() {
    for (Path directory : directories()) {
      for (String name : List.of(program, debianPackage)) {
        Path file = directory.resolve(name);
        if (Files.isExecutable(file) && (this != PROMTOOL || name.equals(program))) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Debian packages of those that are not installed. */
  static List<String> missing() {
    List<String> packages = new ArrayList<>();
    for (MonitoringPrograms one : values()) {
      if (one.find().isEmpty() && !packages.contains(one.debianPackage)) {
        packages.add(one.debianPackage);
      }
    }
    return packages;
  }

  private static List<Path> directories() {
    List<Path> directories = new ArrayList<>();
    directories.add(Distribution.root().resolve("target/prometheus/usr/bin"));
    @Nullable String path = System.getenv("PATH");
    for (String entry : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        directories.add(Path.of(entry));
      }
    }
    return directories;
  }
}
