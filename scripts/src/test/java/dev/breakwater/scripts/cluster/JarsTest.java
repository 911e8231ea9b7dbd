package dev.breakwater.scripts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.backpressure.BackPressureReporterFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

  private static final String SERVICE =
      "META-INF/services/org.apache.flink.metrics.reporter.MetricReporterFactory";

  @TempDir Path directory;

  @Test
  void makesAJarOfADirectory() throws IOException {
    Path classes = directory.resolve("classes");
    Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(classes.resolve(SERVICE), "a.Factory");
    Path jar = directory.resolve("made.jar");
    Jars.write(classes, jar);
    assertThat(entries(jar)).containsExactly(SERVICE);
    Path copied = directory.resolve("copied.jar");
    Jars.write(jar, copied);
    assertThat(copied).hasSameBinaryContentAs(jar);
  }

  @Test
  void thePluginOfAClusterNamesItsFactory() throws IOException {
    Distribution.writePlugins(directory);
    Path jar = directory.resolve("plugins/breakwater-backpressure/breakwater-backpressure.jar");
    assertThat(entries(jar))
        .contains(
            SERVICE, BackPressureReporterFactory.class.getName().replace('.', '/') + ".class");
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(entry -> entry.getName()).toList();
    }
  }
}
