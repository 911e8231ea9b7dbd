package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkCliTest {

  private static final Path CONFIG = Path.of("/conf/jobs/ingest-rabbitmq.yaml");
  private static final Path JAR = Path.of("/jobs.jar");

  @Test
  void givesFlinkConnectorsBesideTheJar() {
    JobRequest request =
        new JobRequest(
            "ingest", CONFIG, List.of(), 2, Map.of(), null, List.of(Path.of("/rabbitmq.jar")));
    assertThat(FlinkCli.arguments(request, JAR, Map.of("a.b", "c"), "/savepoint"))
        .containsExactly(
            "run",
            "-d",
            "-p",
            "2",
            "-s",
            "/savepoint",
            "-C",
            "file:///rabbitmq.jar",
            "-Da.b=c",
            "/jobs.jar",
            "ingest",
            "--config",
            CONFIG.toString());
  }

  @Test
  void keepsConnectorsWhateverElseIsChanged() {
    JobRequest request =
        new JobRequest("ingest", CONFIG, List.of(), 2, Map.of(), null, List.of(JAR))
            .withOverrides(List.of("--sink.topic", "t"))
            .withParallelism(3);
    assertThat(request.classPath()).containsExactly(JAR);
    assertThat(FlinkCli.arguments(JobRequest.of("ingest", CONFIG), JAR, Map.of(), null))
        .containsExactly("run", "-d", "/jobs.jar", "ingest", "--config", CONFIG.toString());
  }
}
