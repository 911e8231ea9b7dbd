package dev.breakwater.pulsar;

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

  /** The last three are in the client's own jar, under their own names. */
  private static final List<String> OURS =
      List.of(
          "dev/breakwater/pulsar/",
          "org/apache/pulsar/",
          "org/bouncycastle/",
          "io/opentelemetry/",
          "com/scurrilous/circe/",
          "de/ntcomputer/executablepacker/",
          "org/apache/avro/reflect/");

  @Test
  void holdsTheConnectorAndItsClient() throws IOException {
    assertThat(entries())
        .contains(
            "META-INF/services/dev.breakwater.operators.input.InputKind",
            "dev/breakwater/pulsar/PulsarInputKind.class",
            "org/apache/pulsar/client/api/PulsarClient.class",
            "org/apache/pulsar/client/impl/PulsarClientImpl.class");
  }

  @Test
  void holdsNothingThatTheJobsOrTheClusterBring() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
        .allMatch(name -> OURS.stream().anyMatch(name::startsWith));
  }

  /** A jar whose signatures do not fit its entries is refused by every class loader. */
  @Test
  void isNotSignedByThoseWhoSignedItsParts() throws IOException {
    assertThat(entries()).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }

  private static List<String> entries() throws IOException {
    Path target = Path.of(System.getProperty("breakwater.root"), "common", "pulsar", "target");
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
