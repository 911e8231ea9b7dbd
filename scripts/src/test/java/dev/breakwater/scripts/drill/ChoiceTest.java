package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scripts.input.Installed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run where the servers of some inputs are missing. */
class ChoiceTest {

  private static final Drills ALL = new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30));
  private static final List<String> RABBIT =
      List.of(
          "rabbitmq-kill",
          "rabbitmq-cut",
          "rabbitmq-source-kill",
          "rabbitmq-stream-kill",
          "rabbitmq-stream-source-kill");
  private static final List<String> PULSAR = List.of("pulsar-kill", "pulsar-source-kill");

  @TempDir Path directory;

  private Installed installed;

  @BeforeEach
  void nothingIsInstalled() {
    installed = Installed.in(directory);
  }

  @AfterEach
  void restore() {
    installed.close();
  }

  @Test
  void leavesOutWhatCannotBeRunHereAndSaysWhatToDo() {
    Choice choice = Choice.of(ALL, List.of());
    assertThat(choice.drills()).hasSize(ALL.all().size() - RABBIT.size() - PULSAR.size());
    assertThat(choice.leftOut())
        .containsExactly(
            "rabbitmq-kill, rabbitmq-cut, rabbitmq-source-kill, rabbitmq-stream-kill,"
                + " rabbitmq-stream-source-kill, since the programs of RabbitMQ are not here:"
                + " scripts/test downloads them into target/rabbitmq, or install them (Debian:"
                + " rabbitmq-server)",
            "pulsar-kill, pulsar-source-kill, since the programs of Pulsar are not here: mvn -q"
                + " -Dfast -pl scripts/distribution/pulsar pre-integration-test downloads them"
                + " (240 MB)");
    assertThat(choice.connectors()).isEmpty();
  }

  @Test
  void runsAllOfThemWhereTheServersAre() throws IOException {
    installed.addRabbit();
    installed.addPulsar();
    Choice choice = Choice.of(ALL, List.of());
    assertThat(choice.drills()).isEqualTo(ALL.all());
    assertThat(choice.leftOut()).isEmpty();
    assertThat(choice.connectors())
        .containsExactly("common/rabbitmq", "common/rabbitmq-stream", "common/pulsar");
  }

  @Test
  void leavesOutOnlyThoseOfTheServerThatIsMissing() throws IOException {
    installed.addPulsar();
    Choice choice = Choice.of(ALL, List.of());
    assertThat(choice.drills())
        .extracting(Drill::name)
        .containsAll(PULSAR)
        .doesNotContainAnyElementsOf(RABBIT);
    assertThat(choice.leftOut()).hasSize(1);
    assertThat(choice.connectors()).containsExactly("common/pulsar");
  }

  @Test
  void refusesWhatWasNamedAndCannotBeRun() throws IOException {
    installed.addRabbit();
    assertThat(Choice.of(ALL, RABBIT).drills()).extracting(Drill::name).isEqualTo(RABBIT);
    assertThatThrownBy(() -> Choice.of(ALL, List.of("taskmanager-kill", "pulsar-kill")))
        .isInstanceOf(DrillException.class)
        .hasMessageStartingWith("cannot be run here: pulsar-kill, since the programs of Pulsar are")
        .hasMessageContaining("mvn -q -Dfast -pl scripts/distribution/pulsar");
  }

  @Test
  void needsNoConnectorForKafka() {
    Choice choice = Choice.of(ALL, List.of("taskmanager-kill", "replica-lies"));
    assertThat(choice.drills()).hasSize(2);
    assertThat(choice.connectors()).isEmpty();
  }
}
