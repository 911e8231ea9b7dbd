package dev.breakwater.scripts.demo;

/**
 * A job, or several as one, as Flink sees it.
 *
 * @param atWork whether all its tasks run
 * @param checkpoints completed so far
 * @param checkpointAgeMillis since the last one was completed, -1 before the first
 * @param checkpointMillis how long the last one took
 * @param restarts how often it went on from a checkpoint after a failure
 */
record JobState(
    String status,
    boolean ended,
    boolean atWork,
    long checkpoints,
    long checkpointAgeMillis,
    long checkpointMillis,
    long restarts,
    int taskManagers) {

  /** Two jobs as one: no better than the worse of them. */
  JobState and(JobState other) {
    return new JobState(
        status.equals("RUNNING") ? other.status : status,
        ended || other.ended,
        atWork && other.atWork,
        Math.min(checkpoints, other.checkpoints),
        Math.max(checkpointAgeMillis, other.checkpointAgeMillis),
        Math.max(checkpointMillis, other.checkpointMillis),
        restarts + other.restarts,
        taskManagers);
  }

  static final JobState UNKNOWN = new JobState("STARTING", false, false, 0, -1, 0, 0, 0);
}
