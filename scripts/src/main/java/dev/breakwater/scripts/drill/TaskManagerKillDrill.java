package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.List;

/** A TaskManager with work dies; the supervisor starts it again. */
final class TaskManagerKillDrill implements Drill {

  @Override
  public String name() {
    return "taskmanager-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of a TaskManager that runs tasks";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member victim = stage.any(stage.workers());
    stage.fault("kill -9 " + victim.name());
    victim.kill();
    stage.awaitOutput(Duration.ofMinutes(2));
  }

  @Override
  public List<String> alerts() {
    return List.of("JobRestarted", "ProcessDown");
  }
}
