package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.jar.ShadedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put beside the jar of the jobs: the connector and its client, and nothing else. */
class ShadedJarIT {

  private static final Path MODULE =
      Path.of(System.getProperty("breakwater.root"), "common", "pulsar");

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
    assertThat(ShadedJar.of(MODULE).entries())
        .contains(
            "META-INF/services/dev.breakwater.operators.input.InputKind",
            "dev/breakwater/pulsar/PulsarInputKind.class",
            "org/apache/pulsar/client/api/PulsarClient.class",
            "org/apache/pulsar/client/impl/PulsarClientImpl.class");
  }

  @Test
  void holdsNothingThatTheJobsOrTheClusterBring() throws IOException {
    assertThat(ShadedJar.of(MODULE).classes())
        .allMatch(name -> OURS.stream().anyMatch(name::startsWith));
  }

  /** A jar whose signatures do not fit its entries is refused by every class loader. */
  @Test
  void isNotSignedByThoseWhoSignedItsParts() throws IOException {
    assertThat(ShadedJar.of(MODULE).entries())
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }
}
