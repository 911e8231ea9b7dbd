package dev.breakwater.testkit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testkit.process.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitProgramsTest {

  @TempDir Path root;

  @Test
  void areFoundWhateverTheirVersion() throws IOException {
    Path emulator = Files.createDirectories(root.resolve("usr/lib/erlang/erts-13.1.5/bin"));
    Path server =
        Files.createDirectories(root.resolve("usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8"));
    assertThat(RabbitPrograms.below(root))
        .isEqualTo(new RabbitPrograms(root.resolve("usr/lib/erlang"), emulator, server));
  }

  @Test
  void areAskedForBeforeAServerIsStarted() throws IOException {
    String before = System.getProperty("breakwater.rabbitmq");
    System.setProperty("breakwater.rabbitmq", root.toString());
    try {
      Files.createDirectories(root.resolve("usr/lib/erlang/erts-13.1.5/bin"));
      assertThat(RabbitServer.isInstalled()).isFalse();
      Files.createDirectories(root.resolve("usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8"));
      assertThat(RabbitServer.isInstalled()).isTrue();
    } finally {
      if (before == null) {
        System.clearProperty("breakwater.rabbitmq");
      } else {
        System.setProperty("breakwater.rabbitmq", before);
      }
    }
  }

  @Test
  void areMissedByName() throws IOException {
    Files.createDirectories(root.resolve("usr/lib/erlang/erts-13.1.5/bin"));
    assertThatThrownBy(() -> RabbitPrograms.below(root))
        .isInstanceOf(ServerFailedException.class)
        .hasMessage(
            "RabbitMQ and Erlang must be in usr/lib below breakwater.rabbitmq, was " + root);
  }
}
