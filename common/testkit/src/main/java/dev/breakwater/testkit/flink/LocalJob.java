package dev.breakwater.testkit.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;

/**
 * A job on a {@link LocalFlink}. Every wait has a deadline, ends early when the job ends in another
 * state than the one waited for, and then throws a {@link ClusterFailedException} that says what
 * the job was doing and why it last failed.
 */
public final class LocalJob {

  private static final Duration ANSWER = LocalFlink.DEADLINE;
  private static final int LOOKS = 5;
  private static final long LOOK_NANOS = 20_000_000;
  private static final Set<ExecutionState> AT_WORK =
      EnumSet.of(ExecutionState.RUNNING, ExecutionState.FINISHED);

  private final MiniCluster cluster;
  private final JobID id;

  LocalJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  public JobID id() {
    return id;
  }

  public JobStatus status() {
    return Waiting.get(cluster.getJobStatus(id), ANSWER, "status of job " + id);
  }

  /** Checkpoints and savepoints completed so far; failures do not reset it. */
  public long completedCheckpoints() {
    CheckpointStatsSnapshot checkpoints = graph().getCheckpointStatsSnapshot();
    return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** How often it went on from a checkpoint after a failure, or began from a savepoint. */
  public long restores() {
    // While it notes a checkpoint, Flink answers with what it knew when it was last asked.
    long most = 0;
    for (int look = 0; look < LOOKS; look++) {
      CheckpointStatsSnapshot checkpoints = graph().getCheckpointStatsSnapshot();
      if (checkpoints != null) {
        most = Math.max(most, checkpoints.getCounts().getNumberOfRestoredCheckpoints());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return most;
  }

  /** The failure it last ended with or went on after; null when it never failed. */
  public @Nullable Throwable lastFailure() {
    ErrorInfo info = graph().getFailureInfo();
    return info == null ? null : info.getException();
  }

  public void awaitStatus(JobStatus wanted, Duration within) {
    await(wanted.toString(), () -> status() == wanted, within);
  }

  /** Waits until all its tasks are at work. */
  public void awaitRunning(Duration within) {
    await("all tasks running", this::allTasksAtWork, within);
  }

  /** Waits until it has completed this many checkpoints since it was submitted. */
  public void awaitCheckpoints(long count, Duration within) {
    await(count + " completed checkpoints", () -> completedCheckpoints() >= count, within);
  }

  /** Waits for a checkpoint that covers all it did before this call. */
  public void awaitNextCheckpoint(Duration within) {
    long now = System.currentTimeMillis();
    await("a checkpoint triggered from now on", () -> lastCheckpointTriggered() > now, within);
  }

  /** Takes a checkpoint now, and returns when it is complete. */
  public void checkpoint(Duration within) {
    Waiting.get(cluster.triggerCheckpoint(id), within, "checkpoint of job " + id);
  }

  /** Cancels it and returns when it is cancelled; does nothing when it has ended already. */
  public void cancel(Duration within) {
    if (status().isGloballyTerminalState()) {
      return;
    }
    Waiting.get(cluster.cancelJob(id), within, "cancelling job " + id);
    awaitStatus(JobStatus.CANCELED, within);
  }

  /**
   * Stops it with a savepoint, without draining, and returns when it is finished.
   *
   * @param directory where to; null for the configured place
   * @return the path to start from
   */
  public String stopWithSavepoint(@Nullable Path directory, Duration within) {
    String target = directory == null ? null : directory.toUri().toString();
    String savepoint =
        Waiting.get(
            cluster.stopWithSavepoint(id, target, false, SavepointFormatType.CANONICAL),
            within,
            "stop of job " + id + " with a savepoint");
    awaitStatus(JobStatus.FINISHED, within);
    return savepoint;
  }

  @Override
  public String toString() {
    return graph().getJobName() + " (" + id + ") " + status();
  }

  private void await(String wanted, BooleanSupplier condition, Duration within) {
    boolean[] met = new boolean[1];
    Waiting.until(
        () -> {
          boolean ended = status().isGloballyTerminalState();
          met[0] = condition.getAsBoolean();
          return met[0] || ended;
        },
        within);
    if (!met[0]) {
      Throwable failure = lastFailure();
      throw new ClusterFailedException(
          "job %s has not reached %s within %s; %d checkpoints completed, last failure: %s"
              .formatted(this, wanted, within, completedCheckpoints(), failure),
          failure);
    }
  }

  private boolean allTasksAtWork() {
    AccessExecutionGraph graph = graph();
    if (graph.getState() != JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (!AT_WORK.contains(task.getExecutionState())) {
        return false;
      }
    }
    return true;
  }

  private long lastCheckpointTriggered() {
    CheckpointStatsSnapshot checkpoints = graph().getCheckpointStatsSnapshot();
    if (checkpoints == null) {
      return Long.MIN_VALUE;
    }
    CompletedCheckpointStats last = checkpoints.getHistory().getLatestCompletedCheckpoint();
    return last == null ? Long.MIN_VALUE : last.getTriggerTimestamp();
  }

  private AccessExecutionGraph graph() {
    return Waiting.get(cluster.getExecutionGraph(id), ANSWER, "state of job " + id);
  }
}
