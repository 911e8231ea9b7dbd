package dev.breakwater.jobs.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A changed uid or name loses state at the next restore: here it is seen before. */
class ReconcilePlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan(ReconcileConfigs.THREE)).isEqualTo(golden("plan.txt"));
  }

  @Test
  void isTheSameInAnyMode() throws Exception {
    assertThat(plan(ReconcileConfigs.TWO)).isEqualTo(golden("plan.txt"));
  }

  @Test
  void hasASinkMoreWhenStragglersAreKept() throws Exception {
    assertThat(plan(ReconcileConfigs.THREE, "--quorum.stragglers-topic", "flights.stragglers"))
        .isEqualTo(golden("plan-with-stragglers.txt"));
  }

  @Test
  void hasABookingAtEachBoundaryWhenBooksAreKept() throws Exception {
    assertThat(
            plan(
                ReconcileConfigs.THREE,
                "--ledger.topic",
                "ledger",
                "--quorum.stragglers-topic",
                "flights.stragglers"))
        .isEqualTo(golden("plan-with-ledger.txt"));
  }

  private static String plan(String file, String... arguments) throws Exception {
    Launch launch = ReconcileConfigs.launch(file, arguments);
    ReconcileConfig config = launch.configure(ReconcileConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    ReconcileTopology.build(environment, ReconcileJob.kafka(config), config);
    return PlanText.of(environment);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = ReconcilePlanTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
