package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.rest.Checkpoints;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.TaskManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * The Flink cluster as it is.
 *
 * @param where its address, or the directory of its configuration where no cluster was named
 * @param settings of the leading JobManager; over them those of the running job, where there is one
 * @param jobs that have not ended
 * @param ours the running copy of the job
 * @param zookeeper the nodes that leaders are elected by; empty where that is done otherwise
 */
public record FlinkFacts(
    String where,
    Configuration settings,
    Known<List<TaskManager>> taskManagers,
    Known<List<Job>> jobs,
    Known<Optional<Running>> ours,
    List<ZooKeeperNode> zookeeper) {

  /** A copy of the job that runs already. */
  public record Running(Job job, int parallelism, Checkpoints checkpoints) {}

  /** The longest that a transaction is open where nothing fails: to the end of its checkpoint. */
  public Optional<Duration> longestCheckpoint() {
    return settings
        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .map(interval -> interval.plus(settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)));
  }

  /** From a failure to the next attempt at the worst, as far as it follows from settings. */
  public Duration restart() {
    return settings
        .get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)
        .plus(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF));
  }
}
