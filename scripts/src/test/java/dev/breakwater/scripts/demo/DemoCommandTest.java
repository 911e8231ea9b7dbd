package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.input.Installed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryOption() {
    assertThat(execute("--help")).isZero();
    assertThat(text())
        .contains("--events", "--rate", "--seed", "--no-faults", "--keep-running", "--report")
        .contains("--web-port", "--replicas", "Exit codes")
        .contains("--from=KIND")
        .containsPattern(
            "kafka, rabbitmq,\\s+rabbitmq-stream,\\s+pulsar\\s+\\(default:\\s+kafka\\)");
  }

  @Test
  void refusesValuesThatMakeNoSense() {
    assertThat(execute("--events", "0")).isEqualTo(2);
    assertThat(text()).contains("error: --events must be from 1 to 50,000,000, was 0");
    assertThat(execute("--rate", "-5")).isEqualTo(2);
    assertThat(text()).contains("error: --rate must be from 1 to 1,000,000, was -5");
    assertThat(execute("--web-port", "70000")).isEqualTo(2);
    assertThat(text()).contains("error: --web-port must be from 0 to 65,535, was 70,000");
    assertThat(execute("--events", "many")).isEqualTo(2);
    assertThat(execute("--fast")).isEqualTo(2);
  }

  @Test
  void refusesToReadFromWhatItDoesNotKnow() {
    assertThat(execute("--from", "rabbit")).isEqualTo(2);
    assertThat(text())
        .contains(
            "error: --from must be one of kafka, rabbitmq, rabbitmq-stream, pulsar, was rabbit");
    assertThat(execute("--replicas", "--from", "pulsar")).isEqualTo(2);
    assertThat(text()).contains("error: --replicas reads from kafka only, --from was pulsar");
  }

  @Test
  void saysWhatToInstallBeforeAnythingIsStarted() {
    try (Installed nothing = Installed.in(directory)) {
      assertThat(nothing).isNotNull();
      assertThat(execute("--from", "rabbitmq")).isEqualTo(2);
      assertThat(text())
          .contains("error: --from rabbitmq cannot be had: the programs of RabbitMQ are not here")
          .contains("or install them (Debian: rabbitmq-server)");
      assertThat(execute("--from", "pulsar")).isEqualTo(2);
      assertThat(text())
          .contains("mvn -q -Dfast -pl scripts/distribution/pulsar pre-integration-test")
          .doesNotContain("starting");
    }
  }

  private int execute(String... args) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return DemoCommand.execute(out, out, args);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
