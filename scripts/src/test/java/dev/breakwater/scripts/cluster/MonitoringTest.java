package dev.breakwater.scripts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {

  private static final Path SHIPPED = Distribution.root().resolve("conf/prometheus");

  @TempDir Path directory;

  @Test
  void noPortIsGivenTwiceInTheLargestCluster() {
    ClusterPlan plan =
        new ClusterPlan(
            directory, 19_000, 6, 6, 6, 1, directory, Map.of(), Map.of(), Monitoring.SHIPPED);
    List<Integer> ports = new ArrayList<>();
    for (Member member : new Processes(plan).members()) {
      ports.addAll(new Ports(19_000).of(member.role(), member.number()));
    }
    assertThat(ports)
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isBetween(19_000, 19_099));
  }

  @Test
  void quickRulesAreTheShippedOnesWithoutMinutes() throws IOException {
    String shipped = Files.readString(SHIPPED.resolve("rules/alerts.yml"));
    String quick = MonitoringProcesses.quick(shipped);
    assertThat(quick.lines().count()).isEqualTo(shipped.lines().count());
    assertThat(quick)
        .contains("for: 3s", "changes(job:checkpoints_completed:max[10s])")
        .contains("increase(job:restarts:max[50s]) > 5", "currentEmitEventTimeLag) > 5000 ")
        .contains("max(flink_jobmanager_numRegisteredTaskManagers)[1h:1s]")
        .doesNotContainPattern("for: \\d+m|\\[\\d+m]|:\\d+m]|> \\d{6}");
    assertThat(MonitoringProcesses.quick(Files.readString(SHIPPED.resolve("prometheus.yml"))))
        .contains("scrape_interval: 1s", "evaluation_interval: 1s");
  }

  @Test
  void aPlanIsReadAsItWasWritten() throws IOException {
    ClusterPlan plan = ClusterPlan.small(directory, SHIPPED).withMonitoring(Monitoring.QUICK);
    PlanFile.write(plan);
    assertThat(PlanFile.read(directory)).isEqualTo(plan);
  }
}
