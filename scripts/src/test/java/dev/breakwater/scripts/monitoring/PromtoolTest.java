package dev.breakwater.scripts.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.cluster.MonitoringPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs Prometheus's promtool; without it scripts/test says that these were not run. */
@Tag("prometheus")
class PromtoolTest {

  @Test
  void alertsFireForWhatIsIllAndForNothingElse() throws Exception {
    promtool("test", "rules", MonitoringFiles.file("prometheus/tests/alerts.yml").toString());
  }

  @Test
  void prometheusTakesTheConfigurationAndTheRules() throws Exception {
    promtool("check", "config", MonitoringFiles.file("prometheus/prometheus.yml").toString());
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    Path promtool = MonitoringPrograms.PROMTOOL.find().orElseThrow();
    String[] command = new String[arguments.length + 1];
    command[0] = promtool.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }
}
