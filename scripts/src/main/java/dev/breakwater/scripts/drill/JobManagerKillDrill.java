package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.List;

/** The leading JobManager dies; the other one takes over what it knew. */
final class JobManagerKillDrill implements Drill {

  @Override
  public String name() {
    return "jobmanager-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of the leading JobManager";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member leader = Leader.of(stage.cluster());
    stage.fault("kill -9 " + leader.name());
    leader.kill();
    stage.pass(Duration.ofSeconds(5));
    stage.awaitOutput(Duration.ofMinutes(3));
  }

  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<String> alerts() {
    return List.of("JobNotRunning");
  }
}
