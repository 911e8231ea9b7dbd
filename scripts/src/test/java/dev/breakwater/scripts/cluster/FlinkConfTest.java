package dev.breakwater.scripts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfTest {

  private static final Path ROOT = Path.of(System.getProperty("breakwater.root", ".."));

  @TempDir Path directory;

  @Test
  void mergesTheShippedFilesAndMakesThemLocal() throws IOException {
    ClusterPlan plan =
        ClusterPlan.standard(directory, ROOT.resolve("conf/flink"))
            .withFlink(Map.of("heartbeat.timeout", "9 s"));

    Configuration written = FlinkConf.write(plan);

    assertThat(written.toMap())
        .containsEntry("heartbeat.interval", "500 ms")
        .containsEntry("heartbeat.timeout", "9 s")
        .containsEntry("high-availability.type", "zookeeper")
        .containsEntry("high-availability.zookeeper.client.session-timeout", "4 s")
        .containsEntry("high-availability.zookeeper.quorum", "127.0.0.1:19001")
        .containsEntry("rest.bind-address", "127.0.0.1")
        .containsEntry("taskmanager.bind-host", "127.0.0.1")
        .containsEntry("metrics.reporters", "back-pressure");
    assertThat(FlinkConf.write(plan.withMonitoring(Monitoring.SHIPPED)).toMap())
        .containsEntry("metrics.reporters", "prom,back-pressure")
        .containsEntry("metrics.reporter.prom.host", "127.0.0.1");
    assertThat(FlinkConf.directory(directory).resolve("log4j.properties")).exists();
  }

  @Test
  void shipsTheJvmFlagsThatTheBuildUses() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    Configuration written =
        FlinkConf.write(ClusterPlan.standard(directory, ROOT.resolve("conf/flink")));

    List<String> flags = FlinkConf.jvmFlags(written, Role.TASKMANAGER);

    assertThat(flags).hasSizeGreaterThan(8);
    assertThat(pom)
        .contains("<flink.jvm.options>" + String.join(" ", flags) + "</flink.jvm.options>");
  }
}
