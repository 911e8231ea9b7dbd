package dev.breakwater.jobs.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.kafka.Start;
import dev.breakwater.operators.redrive.RedrivePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A changed uid or name loses state at the next restore: here it is seen before. */
class RedrivePlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan()).isEqualTo(golden("plan.txt"));
  }

  @Test
  void isTheSameWithoutAnEndAndWithPooledTransactions() throws Exception {
    assertThat(plan("--redrive.mode", "continuous", "--sink.transaction-naming", "pooling"))
        .isEqualTo(golden("plan.txt"));
  }

  @Test
  void hasABookingAtEachBoundaryWhenBooksAreKept() throws Exception {
    assertThat(plan("--ledger.topic", "ledger", "--redrive.mode", "continuous"))
        .isEqualTo(golden("plan-with-ledger.txt"));
  }

  @Test
  void oneRunBeginsAtTheBeginningUnlessItIsToldWhereTo() throws Exception {
    assertThat(start()).isEqualTo(Start.EARLIEST);
    assertThat(start("--source.start", "committed")).isEqualTo(Start.COMMITTED);
    assertThat(start("--redrive.mode", "continuous")).isEqualTo(Start.COMMITTED);
  }

  @Test
  void refusesToReadWhatItWrites() {
    assertThatThrownBy(() -> RedriveConfigs.shipped("--source.topics", "flights.parked"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("source.topics has a topic that is written to");
    assertThatThrownBy(
            () -> RedriveConfigs.shipped("--redrive.parking-topic", "flights-ingest.retry"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("redrive.parking-topic is a target, too");
  }

  private static Start start(String... arguments) throws ConfigException {
    return RedriveConfigs.shipped(arguments).source().start().start();
  }

  private static String plan(String... arguments) throws Exception {
    Launch launch = RedriveConfigs.launch(arguments);
    RedriveJobConfig config = launch.configure(RedriveJobConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    environment.setParallelism(4);
    RedriveTopology.build(environment, RedriveJob.kafka(config, RedrivePlan.unasked()), config);
    return PlanText.of(environment);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = RedrivePlanTest.class.getResourceAsStream(name)) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
