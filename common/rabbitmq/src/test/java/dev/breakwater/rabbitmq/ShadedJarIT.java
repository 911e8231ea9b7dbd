package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is put beside the jar of the jobs: the connector and its client, and nothing else. */
class ShadedJarIT {

  @Test
  void holdsTheConnectorAndItsClient() throws IOException {
    assertThat(entries())
        .contains(
            "META-INF/services/dev.breakwater.operators.input.InputKind",
            "dev/breakwater/rabbitmq/RabbitInputKind.class",
            "com/rabbitmq/client/ConnectionFactory.class");
  }

  @Test
  void holdsNothingThatTheJobsOrTheClusterBring() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(
            name ->
                name.startsWith("dev/breakwater/rabbitmq/") || name.startsWith("com/rabbitmq/"));
  }

  private static List<String> entries() throws IOException {
    Path target = Path.of(System.getProperty("breakwater.root"), "common", "rabbitmq", "target");
    try (Stream<Path> files = Files.list(target)) {
      Path shaded =
          files
              .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no shaded jar in " + target));
      try (JarFile jar = new JarFile(shaded.toFile())) {
        return jar.stream().map(ZipEntry::getName).toList();
      }
    }
  }
}
