package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.jspecify.annotations.Nullable;

/** Asks Flink how the job is, and keeps how long each checkpoint took. */
final class JobWatch {

  private static final long ANSWER_SECONDS = 10;

  private final LocalFlink flink;
  private final LocalJob job;
  private final Map<Long, Long> durations = new TreeMap<>();
  private JobState last = JobState.UNKNOWN;

  JobWatch(LocalFlink flink, LocalJob job) {
    this.flink = flink;
    this.job = job;
  }

  /** The state now; the last one known while Flink is too busy to answer. */
  JobState look() throws InterruptedException {
    try {
      last =
          state(
              flink
                  .miniCluster()
                  .getExecutionGraph(job.id())
                  .get(ANSWER_SECONDS, TimeUnit.SECONDS));
      return last;
    } catch (TimeoutException busy) {
      return last;
    } catch (ExecutionException e) {
      throw new DemoException("the state of the job is unknown: " + e.getCause(), e);
    }
  }

  /** Milliseconds by the number of the checkpoint. */
  Map<Long, Long> checkpointDurations() {
    return durations;
  }

  private JobState state(AccessExecutionGraph graph) {
    CheckpointStatsSnapshot all = graph.getCheckpointStatsSnapshot();
    CompletedCheckpointStats latest =
        all == null ? null : all.getHistory().getLatestCompletedCheckpoint();
    if (latest != null) {
      durations.put(latest.getCheckpointId(), latest.getEndToEndDuration());
    }
    return new JobState(
        graph.getState().toString(),
        graph.getState().isGloballyTerminalState(),
        atWork(graph),
        all == null ? 0 : all.getCounts().getNumberOfCompletedCheckpoints(),
        age(latest),
        latest == null ? 0 : latest.getEndToEndDuration(),
        all == null ? 0 : all.getCounts().getNumberOfRestoredCheckpoints(),
        flink.taskManagers().size());
  }

  private static long age(@Nullable CompletedCheckpointStats latest) {
    return latest == null
        ? -1
        : Math.max(0, System.currentTimeMillis() - latest.getLatestAckTimestamp());
  }

  private static boolean atWork(AccessExecutionGraph graph) {
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }
}
