package dev.breakwater.jobs.ingest;

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
class IngestPlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan()).isEqualTo(golden("plan.txt"));
  }

  @Test
  void hasASinkMoreWhenDuplicatesAreKept() throws Exception {
    assertThat(plan("--dedup.duplicates-topic", "flights.duplicates"))
        .isEqualTo(golden("plan-with-duplicates.txt"));
  }

  @Test
  void isTheSameWithPooledTransactions() throws Exception {
    assertThat(plan("--sink.transaction-naming", "pooling")).isEqualTo(golden("plan.txt"));
  }

  @Test
  void hasABookingAtEachBoundaryWhenBooksAreKept() throws Exception {
    assertThat(plan("--ledger.topic", "ledger", "--dedup.duplicates-topic", "flights.duplicates"))
        .isEqualTo(golden("plan-with-ledger.txt"));
  }

  private static String plan(String... arguments) throws Exception {
    Launch launch = IngestConfigs.launch(arguments);
    IngestConfig config = launch.configure(IngestConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    return PlanText.of(environment);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = IngestPlanTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
