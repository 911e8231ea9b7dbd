package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/submit} has built, beside a {@code launch.sh} that only writes it down. */
@Timeout(60)
class SubmitScriptTest {

  private static final Path ROOT = Path.of(System.getProperty("breakwater.root", "."));

  @TempDir Path directory;

  private Path told = Path.of("");

  @BeforeEach
  void putItBesideAnotherLauncher() throws Exception {
    told = directory.resolve("told");
    Files.copy(ROOT.resolve("scripts/submit"), directory.resolve("submit"));
    Files.writeString(
        directory.resolve("launch.sh"),
        """
        BREAKWATER_ROOT='%1$s'
        breakwater_package() { echo "package $*" >>'%2$s'; }
        breakwater_tool() { shift; echo "submit $*" >>'%2$s'; }
        """
            .formatted(ROOT.toAbsolutePath(), told));
  }

  @Test
  void theJobsAreBuilt() throws Exception {
    assertThat(submit("ingest", "--config", "a.yaml", "--fresh"))
        .containsExactly("package jobs", "submit ingest --config a.yaml --fresh");
  }

  @Test
  void aConnectorIsBuiltBesideThem() throws Exception {
    assertThat(submit("ingest", "--connector", "rabbitmq", "--fresh"))
        .first()
        .isEqualTo("package jobs common/rabbitmq");
    assertThat(submit("ingest", "--connector=pulsar", "--fresh"))
        .first()
        .isEqualTo("package jobs common/pulsar");
    assertThat(submit("ingest", "--connector=pulsar", "--jar", "own.jar"))
        .first()
        .isEqualTo("package common/pulsar");
  }

  @Test
  void whatIsNoConnectorIsLeftToBeRefused() throws Exception {
    assertThat(submit("ingest", "--connector", "backpressure")).first().isEqualTo("package jobs");
    assertThat(submit("ingest", "--connector")).first().isEqualTo("package jobs");
  }

  @Test
  void theJobsOwnOptionsAreNotLookedAt() throws Exception {
    assertThat(submit("ingest", "--fresh", "--", "--connector", "rabbitmq", "--jar"))
        .first()
        .isEqualTo("package jobs");
  }

  @Test
  void nothingIsBuiltForTheHelp() throws Exception {
    assertThat(submit("--help")).containsExactly("submit --help");
  }

  private List<String> submit(String... arguments) throws Exception {
    Files.deleteIfExists(told);
    List<String> command = new ArrayList<>(List.of("bash", directory.resolve("submit").toString()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", Files.readString(out)).isZero();
    return Files.readAllLines(told);
  }
}
