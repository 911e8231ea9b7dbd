package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;

/**
 * A TaskManager stops in its tracks, as in a very long garbage collection, and wakes up when its
 * tasks run elsewhere: what it still has in its hands must not be written.
 */
final class TaskManagerFreezeDrill implements Drill {

  private static final Duration FROZEN = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "taskmanager-freeze";
  }

  @Override
  public String summary() {
    return "SIGSTOP of a TaskManager that runs tasks, SIGCONT 20 s later";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member victim = stage.any(stage.workers());
    stage.fault("SIGSTOP " + victim.name());
    victim.freeze();
    try {
      stage.pass(FROZEN);
    } finally {
      stage.fault("SIGCONT " + victim.name());
      victim.thaw();
    }
    stage.awaitOutput(Duration.ofMinutes(2));
  }
}
