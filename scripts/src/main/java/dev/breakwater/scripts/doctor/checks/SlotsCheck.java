package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.rest.TaskManager;
import java.util.List;

/** Slots for all subtasks, also when the TaskManager with the most slots is gone. */
final class SlotsCheck implements Check {

  @Override
  public String id() {
    return "slots";
  }

  @Override
  public List<Finding> look(Facts facts) {
    FlinkFacts flink = facts.flink().get();
    List<TaskManager> all = flink.taskManagers().get();
    int needed = Parallelism.of(facts);
    int free = all.stream().mapToInt(TaskManager::freeSlots).sum();
    int own = flink.ours().get().map(FlinkFacts.Running::parallelism).orElse(0);
    int largest = all.stream().mapToInt(TaskManager::slots).max().orElse(0);
    int usable = free + own;
    String what =
        "%d TaskManager(s), %d slot(s) for this job, parallelism %d"
            .formatted(all.size(), usable, needed);
    if (usable < needed) {
      return List.of(
          Finding.error(id(), "", what)
              .because(
                  "the job waits for slots and does not run",
                  "start %d more slot(s), or submit it with parallelism %d"
                      .formatted(needed - usable, Math.max(1, usable))));
    }
    if (usable - largest < needed) {
      return List.of(
          Finding.warning(id(), "", what)
              .because(
                  "when a TaskManager dies the job stands still until another one has started",
                  "start another TaskManager: bin/taskmanager.sh start"));
    }
    return List.of(Finding.ok(id(), "", what + ", one TaskManager to spare"));
  }
}
