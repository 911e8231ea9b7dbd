package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What goes onto a job's class path beside its own jar. */
class BesideTest {

  @TempDir Path directory;

  @Test
  void installedJarsAreTakenAsTheyAre() throws IOException {
    Path one = Files.createFile(directory.resolve("one.jar"));
    Path other = Files.createFile(directory.resolve("other.jar"));
    assertThat(jars("--lib", one.toString(), "--lib=" + other)).containsExactly(one, other);
    assertThat(jars()).isEmpty();
    assertThatThrownBy(() -> jars("--lib", directory + "/none.jar"))
        .isInstanceOf(SubmitException.class)
        .hasMessage("--lib must be a jar that is there, was " + directory + "/none.jar");
  }

  @Test
  void aConnectorIsOneOfThoseThatThereAre() {
    assertThatThrownBy(() -> jars("--connector", "rabbit"))
        .isInstanceOf(SubmitException.class)
        .hasMessageMatching("--connector must be one of pulsar, rabbitmq.*, was rabbit");
    assertThatThrownBy(() -> jars("--connector", "kafka"))
        .isInstanceOf(SubmitException.class)
        .hasMessageEndingWith(", was kafka");
    assertThat(new CommandLine(new Beside()).getUsageMessage()).contains("pulsar, rabbitmq");
  }

  @Test
  void aJobThatNeedsOneIsNotSubmittedWithout() {
    Path config = Path.of(System.getProperty("breakwater.root"), "conf/jobs/ingest-rabbitmq.yaml");
    Target nowhere =
        Target.of(List.of(URI.create("http://127.0.0.1:1")), null)
            .with(Map.of("INGEST_RABBITMQ_PASSWORD", "p"));
    JobRequest request = JobRequest.of("ingest", config);
    assertThatThrownBy(() -> new JobSubmission(nowhere).submit(request, StartFrom.fresh()))
        .isInstanceOf(SubmitException.class)
        .hasMessage(
            "source.kind rabbitmq needs its connector beside the job: --connector rabbitmq, or"
                + " --lib JAR");
  }

  private static List<Path> jars(String... arguments) {
    return CommandLine.populateCommand(new Beside(), arguments).jars();
  }
}
