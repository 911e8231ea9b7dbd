package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.input.Installed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void listsEveryDrill() {
    assertThat(run("--list")).isZero();
    List<Drill> all = new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30)).all();
    assertThat(text().lines()).hasSameSizeAs(all);
    assertThat(text()).contains("taskmanager-kill ", "everything-kill ", "random ");
    assertThat(text())
        .contains("rabbitmq-kill ", "rabbitmq-cut ", "rabbitmq-source-kill ")
        .contains("pulsar-kill ", "pulsar-source-kill ");
    assertThat(all).extracting(Drill::name).doesNotHaveDuplicates();
  }

  @Test
  void saysWhichDrillsThereAreWhenANameIsWrong() {
    assertThat(run("taskmanager-kil")).isEqualTo(2);
    assertThat(text()).contains("no drill is named taskmanager-kil; allowed: [taskmanager-kill, ");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run("--rounds=0")).isEqualTo(2);
    assertThat(text()).contains("--rounds must be positive, was 0");
    assertThat(run("--rate=many")).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingForADrillBeforeAnythingIsStarted() {
    try (Installed nothing = Installed.in(directory)) {
      assertThat(run("taskmanager-kill", "rabbitmq-cut")).isEqualTo(2);
      assertThat(text())
          .contains("error: cannot be run here: rabbitmq-cut, since the programs of RabbitMQ are")
          .contains("scripts/test downloads");
      assertThat(nothing).isNotNull();
    }
  }

  @Test
  void namesTheConnectorsThatAreToBeBuilt() throws IOException {
    try (Installed both = Installed.in(directory)) {
      both.addRabbit();
      both.addPulsar();
      assertThat(run("--connectors", "pulsar-kill", "taskmanager-kill", "rabbitmq-cut")).isZero();
      assertThat(text()).isEqualToNormalizingNewlines("common/pulsar\ncommon/rabbitmq\n");
    }
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(text()).contains("--baseline", "--seed", "Exit codes: 0 every round passed");
  }

  private int run(String... arguments) {
    return DrillCommand.execute(out, out, arguments);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
