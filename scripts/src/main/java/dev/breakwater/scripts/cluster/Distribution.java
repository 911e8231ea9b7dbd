package dev.breakwater.scripts.cluster;

import dev.breakwater.backpressure.BackPressureReporterFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.flink.metrics.prometheus.BoundPrometheusReporterFactory;

/**
 * What the processes run on.
 *
 * @param java the JVM
 * @param flink class path of Flink's processes: what a Flink distribution has in {@code lib/}
 * @param kafka class path of a Kafka server
 * @param supervisor class path of the supervisor
 */
record Distribution(String java, String flink, String kafka, String supervisor) {

  /** The directory of Flink's plugins in that of a cluster. */
  static final String PLUGINS = "plugins";

  static Distribution find() {
    return new Distribution(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        classPath("flink"),
        classPath("kafka"),
        ownClasses());
  }

  /** The checkout. */
  static Path root() {
    return Path.of(System.getProperty("breakwater.root", ".")).toAbsolutePath().normalize();
  }

  /** Class path of Flink's processes, also of its command line. */
  static String classPath(String name) {
    Path file = root().resolve("scripts/distribution/%s/target/classpath.txt".formatted(name));
    try {
      String text = Files.readString(file).trim();
      List<String> missing =
          List.of(text.split(File.pathSeparator)).stream()
              .filter(entry -> !Files.exists(Path.of(entry)))
              .toList();
      if (!missing.isEmpty()) {
        throw new ClusterException(
            "%s names %d files that do not exist, like %s; build again: mvn process-classes"
                .formatted(file, missing.size(), missing.get(0)));
      }
      return text;
    } catch (IOException e) {
      throw new ClusterException(
          "class path of %s is not built: no %s; build with: mvn process-classes"
              .formatted(name, file),
          e);
    }
  }

  /** Lays out Flink's plugins as a distribution does: a directory for each. */
  static void writePlugins(Path cluster) throws IOException {
    Path plugins = cluster.resolve(PLUGINS);
    Path prometheus = Files.createDirectories(plugins.resolve("metrics-prometheus"));
    for (String jar : classPath("flink-metrics-prometheus").split(File.pathSeparator, -1)) {
      Path from = Path.of(jar);
      Files.copy(from, prometheus.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Jars.write(
        classesOf(BoundPrometheusReporterFactory.class),
        prometheus.resolve("breakwater-prometheus.jar"));
    Path backPressure = Files.createDirectories(plugins.resolve("breakwater-backpressure"));
    Jars.write(
        classesOf(BackPressureReporterFactory.class),
        backPressure.resolve("breakwater-backpressure.jar"));
  }

  private static String ownClasses() {
    return classesOf(Supervisor.class).toString();
  }

  /** The jar or the directory that a class was loaded from. */
  private static Path classesOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
