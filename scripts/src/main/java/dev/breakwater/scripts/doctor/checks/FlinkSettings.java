package dev.breakwater.scripts.doctor.checks;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions.TaskManagerLoadBalanceMode;

/** The settings of Flink that carry weight, one line of a table each. */
final class FlinkSettings {

  private static final Duration SLOW_DETECTION = Duration.ofSeconds(10);

  /** Not set is exponential too, where checkpoints are on. */
  private static final Set<String> NEVER_GIVES_UP = Set.of("exponential-delay", "exponentialdelay");

  private FlinkSettings() {}

  static List<Check> all() {
    return List.of(
        retained(), cancelled(), tolerated(), restarts(), spread(), detection(), backend());
  }

  private static Check retained() {
    return new SettingCheck<>(
        "retained-checkpoints",
        CheckpointingOptions.MAX_RETAINED_CHECKPOINTS,
        flink -> flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS) >= 3,
        Severity.WARNING,
        "one damaged checkpoint, or one lost transaction, and there is no way back",
        "3");
  }

  private static Check cancelled() {
    return new SettingCheck<>(
        "checkpoints-kept",
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        flink ->
            flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
                == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION,
        Severity.WARNING,
        "a job that is cancelled, or fails for good, may leave no state to go on from",
        "RETAIN_ON_CANCELLATION");
  }

  private static Check tolerated() {
    return new SettingCheck<>(
        "tolerable-failures",
        CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
        flink -> flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER) > 0,
        Severity.WARNING,
        "checkpoint storage that is away for a moment restarts the job",
        "10");
  }

  private static Check restarts() {
    return new SettingCheck<>(
        "restart-strategy",
        RestartStrategyOptions.RESTART_STRATEGY,
        flink ->
            flink
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .map(NEVER_GIVES_UP::contains)
                .orElse(true),
        Severity.WARNING,
        "the job is given up after some failures, and stays down",
        "exponential-delay");
  }

  private static Check spread() {
    return new SettingCheck<>(
        "load-balance",
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        flink ->
            flink.get(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE)
                != TaskManagerLoadBalanceMode.NONE,
        Severity.WARNING,
        "all tasks may be put on one TaskManager while others idle",
        "SLOTS");
  }

  private static Check detection() {
    return new SettingCheck<>(
        "heartbeat",
        HeartbeatManagerOptions.HEARTBEAT_TIMEOUT,
        flink ->
            flink.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT).compareTo(SLOW_DETECTION) <= 0,
        Severity.WARNING,
        "a TaskManager that hangs is noticed only after this time: nothing is written meanwhile",
        "3 s");
  }

  private static Check backend() {
    return new SettingCheck<>(
        "state-backend",
        StateBackendOptions.STATE_BACKEND,
        flink -> flink.get(StateBackendOptions.STATE_BACKEND).equals("rocksdb"),
        Severity.WARNING,
        "deduplication is made for RocksDB: on the heap its identities fill the memory, and"
            + " expired ones stay",
        "rocksdb");
  }
}
