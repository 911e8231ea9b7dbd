package dev.breakwater.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A changed uid or name loses state at the next restore: here it is seen before. */
class EnrichPlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan()).isEqualTo(golden("plan.txt"));
    assertThat(plan("--quarantine.enabled", "false")).isEqualTo(golden("plan.txt"));
  }

  @Test
  void hasAnOperatorMoreWithTheQuarantine() throws Exception {
    assertThat(plan("--quarantine.enabled", "true")).isEqualTo(golden("plan-with-quarantine.txt"));
  }

  @Test
  void hasABookingAtEachBoundaryWhenBooksAreKept() throws Exception {
    assertThat(plan("--ledger.topic", "ledger")).isEqualTo(golden("plan-with-ledger.txt"));
  }

  private static String plan(String... arguments) throws Exception {
    Launch launch = EnrichConfigs.launch(arguments);
    EnrichConfig config = launch.configure(EnrichConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    return PlanText.of(environment);
  }

  /** Otherwise a partition may go on in one subtask, and its waiting records in another. */
  @Test
  void goesOnWithEachPartitionInTheSubtaskThatHasItsWaitingRecords() throws Exception {
    EnrichConfig config = EnrichConfigs.shipped();
    assertThat(EnrichJob.kafka(config).events())
        .as("order per key after a restore: see the decisions about lookups")
        .isNotInstanceOf(SupportsSplitReassignmentOnRecovery.class);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = EnrichPlanTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
