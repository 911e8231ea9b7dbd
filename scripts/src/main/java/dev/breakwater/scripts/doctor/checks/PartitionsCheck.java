package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.List;

/** No more subtasks than there are partitions to read. */
final class PartitionsCheck implements Check {

  @Override
  public String id() {
    return "partitions";
  }

  @Override
  public List<Finding> look(Facts facts) {
    if (facts.job().input() != null) {
      return List.of(); // Its queues or partitions are not looked at.
    }
    int parallelism = Parallelism.of(facts);
    List<TopicFacts> sources =
        facts.kafka().topics().stream().filter(t -> t.role() == Role.SOURCE).toList();
    int partitions = sources.stream().mapToInt(t -> t.partitions().size()).sum();
    String names = String.join(", ", sources.stream().map(TopicFacts::name).toList());
    String what = "%d partition(s), parallelism %d".formatted(partitions, parallelism);
    if (partitions == 0 || parallelism <= partitions) {
      return List.of(Finding.ok(id(), names, what));
    }
    return List.of(
        Finding.warning(id(), names, what)
            .because(
                "%d subtask(s) of the source never get a record"
                    .formatted(parallelism - partitions),
                new Fixes(facts.job()).addPartitions(sources.get(0).name(), parallelism)
                    + "\nor submit it with parallelism "
                    + partitions));
  }
}
