package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.workload.Fate;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, small. */
class DemoIT {

  @TempDir Path directory;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void balancesAndEndsWithZeroWhenTheServiceGoesAwayAndATaskManagerDies() {
    int code =
        DemoCommand.execute(
            out,
            out,
            "--events=10000",
            "--rate=2500",
            "--seed=11",
            "--web-port=0",
            "--report=" + directory);
    assertThat(code).as("%s", text()).isZero();
    assertThat(text())
        .contains("web UI http://127.0.0.1:", "failures=2 restarts=")
        // Seen every five seconds only: which of its states depends on the moment.
        .containsPattern("breaker=(open|probing|closed)")
        .containsPattern("of the outage, redriven +[1-9]")
        .containsPattern("audit: ingest, in and out +10,000 +10,000")
        .containsPattern("audit: not balanced +0 +0")
        .contains("lost=0 duplicated=0 altered=0%nthe balance holds".formatted());
    assertThat(directory.resolve("index.html"))
        .content()
        .contains("service down", "TaskManager killed", "redrive");
  }

  @Test
  void makesOneOfThreeReplicasOfWhichOneDiesAndOneLies() {
    int code =
        DemoCommand.execute(
            out,
            out,
            "--replicas",
            "--events=6000",
            "--rate=500",
            "--seed=11",
            "--web-port=0",
            "--report=" + directory);
    assertThat(code).as("%s", text()).isZero();
    assertThat(text())
        .containsPattern("lies named +[1-9]")
        .contains("a silent", "b active", "altered of c")
        .contains("lost=0 duplicated=0 altered=0%nthe balance holds".formatted());
    assertThat(directory.resolve("index.html")).content().contains("replica killed", "c lies");
  }

  @Test
  void doesNotBalanceWhenTheTruthHasOneRecordMoreThanWasSent()
      throws IOException, InterruptedException {
    FlightWorkload flights = FlightWorkload.of(12, 2_000, record -> true);
    GroundTruth truth = GroundTruth.of(flights);
    truth.add(neverSent());
    DemoSettings settings =
        new DemoSettings(
            null,
            2_000,
            2_000,
            12,
            false,
            false,
            "0",
            directory,
            Figures.settings(directory).root());
    try (Demo demo =
        new Demo(settings, new Scene.Flights(flights, truth), new Screen(out, false, 80))) {
      int code = DemoCommand.end(demo, settings, new Screen(out, false, 80));
      assertThat(code).as("%s", text()).isEqualTo(1);
    }
    assertThat(text())
        .contains("id never-sent", "lost=1 duplicated=0 altered=0", "THE BALANCE DOES NOT HOLD");
  }

  private static WorkloadRecord neverSent() {
    byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
    return new WorkloadRecord(null, value, List.of(), 0, Kind.CLEAN, "never-sent", Fate.CLEAN);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
