package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A topic with 200 good records, 400 bad ones and 200 good ones: the budget is exceeded at the 86th
 * bad one.
 */
class DeadLetterBudgetIT {

  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final int GOOD_BEFORE = 200;
  private static final int BAD_BEFORE = 85;
  private static final int ALL = 800;

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          LocalFlink.builder()
              .slotsPerTaskManager(1)
              .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
              .set(
                  CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                  ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
              .configuration(METRICS.addToConfiguration(new Configuration())));

  @Test
  void completesCheckpointsInAPauseAndLosesAndDoublesNothingAfterIt() throws Exception {
    SplitJob job = job();
    LocalJob paused = start(job, budget(BudgetPolicy.PAUSE, Duration.ofHours(1)), null);
    awaitPause(paused);

    paused.awaitNextCheckpoint(DEADLINE);
    paused.awaitNextCheckpoint(DEADLINE);
    assertThat(job.events()).hasSize(GOOD_BEFORE);
    assertThat(job.deadLetters()).hasSize(BAD_BEFORE);
    paused.cancel(DEADLINE);
    // Not before: the next one that completes deletes this one.
    String checkpoint = lastCheckpoint(paused);

    LocalJob restored = start(job, budget(BudgetPolicy.ALERT, Duration.ofHours(1)), checkpoint);
    assertEachRecordOnce(job, restored);
    restored.cancel(DEADLINE);
  }

  @Test
  void losesAndDoublesNothingWhenATaskManagerIsKilledInAPause() {
    SplitJob job = job();
    LocalJob flink = start(job, budget(BudgetPolicy.PAUSE, Duration.ofSeconds(3)), null);
    awaitPause(flink);
    flink.awaitNextCheckpoint(DEADLINE);

    FLINK.cluster().killTaskManager(FLINK.cluster().taskManagers().get(0));
    FLINK.cluster().startTaskManager();

    assertEachRecordOnce(job, flink);
    assertThat(flink.restores()).isEqualTo(1);
    flink.cancel(DEADLINE);
  }

  @Test
  void stopsWithASavepointInAPause() {
    SplitJob job = job();
    LocalJob paused = start(job, budget(BudgetPolicy.PAUSE, Duration.ofSeconds(10)), null);
    awaitPause(paused);

    String savepoint = paused.stopWithSavepoint(null, DEADLINE);
    assertThat(job.events()).hasSize(GOOD_BEFORE);
    assertThat(job.deadLetters()).hasSize(BAD_BEFORE);

    LocalJob restored = start(job, budget(BudgetPolicy.ALERT, Duration.ofHours(1)), savepoint);
    assertEachRecordOnce(job, restored);
    restored.cancel(DEADLINE);
  }

  @Test
  void failsOnceAndForGoodBeforeABadDeployIsPouredOut() {
    SplitJob job = job();
    Configuration noCheckpoint = new Configuration();
    noCheckpoint.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
    StreamExecutionEnvironment environment = FLINK.cluster().environment(noCheckpoint);
    job.build(environment, budget(BudgetPolicy.FAIL, Duration.ofHours(1)));

    LocalJob failed = FLINK.cluster().submit(environment, "fail");
    failed.awaitStatus(JobStatus.FAILED, DEADLINE);

    assertThat(SplitJob.starts()).as("no restart").isEqualTo(1);
    assertThat(failed.lastFailure())
        .rootCause()
        .hasMessageContaining("dead-letter.budget.ratio is exceeded")
        .hasMessageContaining("86 of 286 records within PT1H")
        .hasMessageContaining("reasons: invalid 86; last at raw-")
        .hasMessageContaining("-0@285");
    assertThat(job.deadLetters()).isEmpty();
  }

  @Test
  void refusesToPauseBehindAShuffle() {
    SplitJob job = job();
    StreamExecutionEnvironment environment = FLINK.environment();
    job.build(environment, budget(BudgetPolicy.PAUSE, Duration.ofHours(1)), true);

    LocalJob failed = FLINK.cluster().submit(environment, "shuffled");
    failed.awaitStatus(JobStatus.FAILED, DEADLINE);

    assertThat(ExceptionUtils.stringifyException(failed.lastFailure()))
        .contains("pause needs the split chained to its source");
  }

  private static SplitJob job() {
    SplitJob job = new SplitJob(KAFKA);
    job.produce("good", 0, GOOD_BEFORE);
    job.produce("bad", GOOD_BEFORE, 600);
    job.produce("good", 600, ALL);
    return job;
  }

  private static DeadLetterConfig budget(BudgetPolicy policy, Duration pause) {
    return new DeadLetterConfig(policy, 0.3, Duration.ofHours(1), 100, 20, pause);
  }

  private static LocalJob start(SplitJob job, DeadLetterConfig budget, @Nullable String from) {
    Configuration restore = new Configuration();
    if (from != null) {
      restore.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(restore);
    job.build(environment, budget);
    return FLINK.cluster().submit(environment, "split");
  }

  private static void awaitPause(LocalJob job) {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              Metric state = METRICS.findMetric(job.id(), "deadLetterBudgetState").orElse(null);
              return state instanceof Gauge<?> gauge && gauge.getValue().equals(1);
            });
  }

  private static void assertEachRecordOnce(SplitJob job, LocalJob flink) {
    await().atMost(DEADLINE).until(() -> job.events().size() + job.deadLetters().size() >= ALL);
    flink.awaitNextCheckpoint(DEADLINE);
    assertThat(job.events()).containsExactlyElementsOf(names("good", 0, 200, 600, ALL));
    assertThat(job.deadLetters()).containsExactlyElementsOf(names("bad", 200, 600));
  }

  private static List<String> names(String kind, int... ranges) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      for (int number = ranges[i]; number < ranges[i + 1]; number++) {
        names.add(kind + "-" + number);
      }
    }
    return names;
  }

  private static String lastCheckpoint(LocalJob job)
      throws ExecutionException, InterruptedException {
    CheckpointStatsSnapshot checkpoints =
        FLINK
            .cluster()
            .miniCluster()
            .getExecutionGraph(job.id())
            .get()
            .getCheckpointStatsSnapshot();
    assertThat(checkpoints).isNotNull();
    CompletedCheckpointStats last = checkpoints.getHistory().getLatestCompletedCheckpoint();
    assertThat(last).isNotNull();
    return last.getExternalPath();
  }
}
