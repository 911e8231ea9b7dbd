package dev.breakwater.testkit.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkIT {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          LocalFlink.builder()
              .taskManagers(2)
              .slotsPerTaskManager(1)
              .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100)));

  @TempDir private Path directory;

  @Test
  void runsABoundedJob() throws Exception {
    assertThat(FLINK.environment().fromSequence(1, 3).executeAndCollect(10))
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void goesOnFromACheckpointWhenATaskManagerIsKilledAndAnotherOneStarted() {
    LocalFlink flink = FLINK.cluster();
    LocalJob job = startCounting(new Configuration());
    job.awaitCheckpoints(1, DEADLINE);
    int killed = flink.taskManagers().get(0);

    flink.killTaskManager(killed);
    int started = flink.startTaskManager();
    job.awaitRunning(DEADLINE);
    job.awaitNextCheckpoint(DEADLINE);

    assertThat(flink.taskManagers()).contains(started).doesNotContain(killed).hasSize(2);
    assertThat(job.restores()).isPositive();
    assertThat(job.lastFailure()).isNotNull();
    job.cancel(DEADLINE);
    assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void startsFromTheSavepointItWasStoppedWith() {
    LocalJob first = startCounting(new Configuration());
    first.awaitRunning(DEADLINE);
    String savepoint = first.stopWithSavepoint(directory, DEADLINE);
    assertThat(first.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(URI.create(savepoint).getPath()).startsWith(directory.toString());

    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    LocalJob second = startCounting(from);
    second.awaitRunning(DEADLINE);
    assertThat(second.restores()).isEqualTo(1);
    second.cancel(DEADLINE);
  }

  @Test
  void saysWhyAJobDidNotGetThere() {
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment = FLINK.cluster().environment(once);
    Counting.addTo(
        environment,
        number -> {
          throw new IllegalStateException("broken on purpose");
        });
    LocalJob job = FLINK.cluster().submit(environment, "breaks");
    assertThatThrownBy(() -> job.awaitCheckpoints(1_000, DEADLINE))
        .isInstanceOf(ClusterFailedException.class)
        .hasMessageContaining("FAILED has not reached 1000 completed checkpoints within PT1M")
        .hasStackTraceContaining("broken on purpose");
  }

  @Test
  void saysWhatAJobWasDoingWhenAWaitRanOut() {
    LocalJob job = startCounting(new Configuration());
    job.awaitRunning(DEADLINE);
    assertThatThrownBy(() -> job.awaitStatus(JobStatus.FINISHED, Duration.ofMillis(10)))
        .isInstanceOf(ClusterFailedException.class)
        .hasMessageContaining("RUNNING has not reached FINISHED within PT0.01S");
    job.cancel(DEADLINE);
  }

  @Test
  void refusesToKillATaskManagerThatIsNotThere() {
    assertThatThrownBy(() -> FLINK.cluster().killTaskManager(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("task manager must be one of \\[.*], was 99");
  }

  @Test
  void showsItsWebInterfaceOnLoopback() throws Exception {
    URI address = FLINK.cluster().webAddress();
    assertThat(address.getHost()).isEqualTo("127.0.0.1");
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve("/index.html")).timeout(DEADLINE).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Apache Flink");
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      LocalFlinkBuilder builder = LocalFlink.builder().webPort(taken.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(ClusterFailedException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is in use by another process; take another, or 0 for a free one",
              taken.getLocalPort());
    }
  }

  @Test
  void leavesNoFileBehind() {
    Path files;
    try (LocalFlink flink = LocalFlink.builder().start()) {
      String work =
          flink.miniCluster().getConfiguration().get(ClusterOptions.PROCESS_WORKING_DIR_BASE);
      files = Path.of(work).getParent();
      assertThat(files).isDirectory();
    }
    assertThat(files).doesNotExist();
  }

  private static LocalJob startCounting(Configuration settings) {
    StreamExecutionEnvironment environment = FLINK.cluster().environment(settings);
    Counting.addTo(environment);
    return FLINK.cluster().submit(environment, "counting");
  }
}
