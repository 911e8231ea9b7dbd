package dev.breakwater.jobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.JobRun;
import dev.breakwater.jobs.PlanText;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed uid or name loses state at the next restore: here it is seen before. */
class AuditPlanTest {

  @Test
  void isTheGoldenOne() throws Exception {
    assertThat(plan(AuditConfigs.launch())).isEqualTo(golden("plan-as-witness.txt"));
  }

  @Test
  void readsNothingButBooksWhereItIsNoWitness(@TempDir Path directory) throws Exception {
    assertThat(plan(AuditConfigs.withoutWitness(directory))).isEqualTo(golden("plan.txt"));
  }

  @Test
  void expectsItselfToReadWhatItIsAWitnessOf() throws Exception {
    AuditJobConfig config =
        AuditConfigs.shipped(
            "--audit.witness", "dead;parked",
            "--ledger.topic", "breakwater.ledger",
            "--audit.readers", "parked=somebody.r01");
    assertThat(config.audit().readers())
        .isEqualTo(Map.of("dead", List.of("audit.r01"), "parked", List.of("somebody.r01")));
  }

  @Test
  void refusesToBookWhereNobodyLooks() {
    assertThatThrownBy(() -> AuditConfigs.shipped("--ledger.topic", ""))
        .hasMessageContaining("ledger.topic must be read by this job where it is a witness");
    assertThatThrownBy(() -> AuditConfigs.shipped("--audit.witness", ""))
        .hasMessageContaining("ledger.topic needs audit.witness");
    assertThatThrownBy(
            () ->
                AuditConfigs.shipped(
                    "--audit.witness", "breakwater.ledger", "--ledger.topic", "breakwater.ledger"))
        .hasMessageContaining("audit.witness must not name the ledger");
  }

  @Test
  void refusesToWriteWhatItReads() {
    assertThatThrownBy(() -> AuditConfigs.shipped("--sink.topic", "breakwater.ledger"))
        .hasMessageContaining(
            "sink.topic is a topic that the job uses already, was breakwater.ledger");
  }

  private static String plan(Launch launch) throws Exception {
    AuditJobConfig config = launch.configure(AuditJobConfig::from);
    StreamExecutionEnvironment environment = JobRun.environment(launch);
    AuditTopology.build(environment, AuditJob.kafka(config), config);
    return PlanText.of(environment);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = AuditPlanTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
