package dev.breakwater.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A changed uid or name loses state at the next restore: here it is seen before. */
class AggregatePlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan()).isEqualTo(golden("plan.txt"));
  }

  @Test
  void isTheSameAtLeastOnce() throws Exception {
    assertThat(plan("--sink.delivery", "at-least-once")).isEqualTo(golden("plan.txt"));
  }

  @Test
  void wantsPartitionsToBeIdleBeforeAllOfThemCanBe() {
    assertThatThrownBy(() -> AggregateConfigs.shipped("--source.idle-timeout", "0 s"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("window.idle-close needs partitions that can be idle");
  }

  @Test
  void refusesToWriteWhereItReads() {
    assertThatThrownBy(() -> AggregateConfigs.shipped("--sink.topic", "flights.clean"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sink.topic is a topic that the job uses already");
  }

  @Test
  void hasABookingAtEachBoundaryWhenBooksAreKept() throws Exception {
    assertThat(plan("--ledger.topic", "ledger")).isEqualTo(golden("plan-with-ledger.txt"));
  }

  private static String plan(String... arguments) throws Exception {
    Launch launch = AggregateConfigs.launch(arguments);
    AggregateConfig config = launch.configure(AggregateConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    AggregateTopology.build(environment, AggregateJob.kafka(config), config);
    return PlanText.of(environment);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = AggregatePlanTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
