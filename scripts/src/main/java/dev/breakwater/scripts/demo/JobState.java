package dev.breakwater.scripts.demo;

/**
 * The job as Flink sees it.
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

  static final JobState UNKNOWN = new JobState("STARTING", false, false, 0, -1, 0, 0, 0);
}
