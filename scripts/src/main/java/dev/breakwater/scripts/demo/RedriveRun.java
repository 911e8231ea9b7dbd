package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalJob;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * Drives the dead letters of the outage back, once all of them are there and the service is, too.
 */
final class RedriveRun {

  private final DemoJobs jobs;
  private final int rate;
  private @Nullable LocalJob job;
  private long startedAt = -1;
  private long endedAt = -1;

  RedriveRun(DemoJobs jobs, int rate) {
    this.jobs = jobs;
    this.rate = rate;
  }

  /**
   * Does what is due.
   *
   * @param calm all is sent and no fault is to come or to be got over
   * @throws DemoException when the redrive has failed
   */
  void tick(Snapshot now, boolean calm) {
    LocalJob running = job;
    if (running == null) {
      // What is read may not be committed yet, and a redrive sends what it finds at its start.
      boolean allThere = now.lag() == 0 && now.committed().all() >= now.sent();
      if (calm && allThere && now.committed().waitingLetters() > 0) {
        job = jobs.startRedrive(rate);
        startedAt = now.elapsedMillis();
      }
      return;
    }
    JobStatus status = running.status();
    if (endedAt < 0 && status == JobStatus.FINISHED) {
      endedAt = now.elapsedMillis();
    } else if (status == JobStatus.FAILED || status == JobStatus.CANCELED) {
      throw new DemoException(
          "the redrive has ended as %s: %s".formatted(status, running.lastFailure()));
    }
  }

  RedriveState state() {
    return new RedriveState(startedAt, endedAt);
  }
}
