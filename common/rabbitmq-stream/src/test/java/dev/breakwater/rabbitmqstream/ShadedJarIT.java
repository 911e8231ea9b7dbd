package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.jar.ShadedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put beside the jar of the jobs: the connector and its client, and nothing else. */
class ShadedJarIT {

  private static final Path MODULE =
      Path.of(System.getProperty("breakwater.root"), "common", "rabbitmq-stream");
  private static final List<String> OURS =
      List.of(
          "dev/breakwater/rabbitmqstream/",
          "com/rabbitmq/stream/",
          "org/apache/qpid/proton/",
          "io/netty/");

  @Test
  void holdsTheConnectorAndItsClient() throws IOException {
    assertThat(ShadedJar.of(MODULE).entries())
        .contains(
            "META-INF/services/dev.breakwater.operators.input.InputKind",
            "dev/breakwater/rabbitmqstream/RabbitStreamInputKind.class",
            "com/rabbitmq/stream/impl/StreamEnvironment.class",
            "org/apache/qpid/proton/codec/DecoderImpl.class",
            "io/netty/channel/nio/NioEventLoopGroup.class");
  }

  @Test
  void holdsNothingThatTheJobsOrTheClusterBring() throws IOException {
    assertThat(ShadedJar.of(MODULE).classes())
        .allMatch(name -> OURS.stream().anyMatch(name::startsWith));
  }
}
