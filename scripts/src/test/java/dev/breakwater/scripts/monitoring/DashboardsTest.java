package dev.breakwater.scripts.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files of {@code conf/grafana/dashboards} are made from the definitions here and of the
 * metrics; with {@code -Dbreakwater.write-docs=true} they are written instead of compared.
 */
class DashboardsTest {

  private static final Path DIRECTORY = MonitoringFiles.file("grafana/dashboards");

  @Test
  void areShippedAsTheyAreDefined() throws IOException {
    for (Dashboard dashboard : Dashboards.all()) {
      Path file = DIRECTORY.resolve(dashboard.name() + ".json");
      if (Boolean.getBoolean("breakwater.write-docs")) {
        Files.writeString(file, dashboard.json());
      }
      assertThat(file).as("-Dbreakwater.write-docs=true writes it").hasContent(dashboard.json());
    }
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertThat(files).hasSameSizeAs(Dashboards.all());
    }
  }

  @Test
  void nameNoMetricThatIsNotDefined() throws IOException {
    for (Dashboard dashboard : Dashboards.all()) {
      assertThat(MonitoringFiles.known())
          .as(dashboard.name())
          .containsAll(MonitoringFiles.metrics(dashboard.json()));
    }
  }

  @Test
  void nameNoRecordedSeriesThatIsNotRecorded() throws IOException {
    List<String> recorded = MonitoringFiles.recorded();
    for (Dashboard dashboard : Dashboards.all()) {
      assertThat(recorded)
          .as(dashboard.name())
          .containsAll(MonitoringFiles.recordedIn(dashboard.json()));
    }
    assertThat(recorded)
        .containsAll(
            MonitoringFiles.recordedIn(MonitoringFiles.read("prometheus/rules/alerts.yml")));
  }
}
