package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.jar.ShadedJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is put beside the jar of the jobs: the connector and its client, and nothing else. */
class ShadedJarIT {

  private static final Path MODULE =
      Path.of(System.getProperty("breakwater.root"), "common", "rabbitmq");

  @Test
  void holdsTheConnectorAndItsClient() throws IOException {
    assertThat(ShadedJar.of(MODULE).entries())
        .contains(
            "META-INF/services/dev.breakwater.operators.input.InputKind",
            "dev/breakwater/rabbitmq/RabbitInputKind.class",
            "com/rabbitmq/client/ConnectionFactory.class");
  }

  @Test
  void holdsNothingThatTheJobsOrTheClusterBring() throws IOException {
    assertThat(ShadedJar.of(MODULE).classes())
        .allMatch(
            name ->
                name.startsWith("dev/breakwater/rabbitmq/") || name.startsWith("com/rabbitmq/"));
  }
}
