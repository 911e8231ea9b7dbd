package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.Job;
import java.time.Duration;

/** A cluster to drill on, and what looks at it. */
record Ground(LocalCluster cluster, FlinkRest flink, KafkaView kafka, String configuration, Say say)
    implements AutoCloseable {

  private static final long LOOK_MILLIS = 200;

  /**
   * Waits until the cluster is as it was before any fault: every process alive and free, all
   * replicas in sync, all TaskManagers registered, no job left.
   *
   * @throws DrillException when that takes longer
   */
  void awaitWhole(Duration within) throws InterruptedException {
    for (Member member : cluster.members()) {
      member.release();
    }
    long deadline = System.nanoTime() + within.toNanos();
    String missing = missing();
    while (!missing.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new DrillException(
            "the cluster is not whole again within %s: %s".formatted(within, missing));
      }
      Thread.sleep(LOOK_MILLIS);
      missing = missing();
    }
    kafka.awaitInSync(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
  }

  @Override
  public void close() {
    kafka.close();
  }

  private String missing() {
    for (Member member : cluster.members()) {
      if (!member.alive()) {
        return member.name() + " does not run";
      }
    }
    try {
      for (Job job : flink.jobs()) {
        if (!job.ended()) {
          return "job %s is %s".formatted(job.name(), job.state());
        }
      }
      int wanted = cluster.members(Role.TASKMANAGER).size();
      // A dead one stays in the list until its heartbeat times out.
      int there = flink.taskManagers().size();
      return there == wanted ? "" : "%d of %d TaskManagers".formatted(there, wanted);
    } catch (FlinkRestException e) {
      return "Flink does not answer: " + e.getMessage();
    }
  }
}
