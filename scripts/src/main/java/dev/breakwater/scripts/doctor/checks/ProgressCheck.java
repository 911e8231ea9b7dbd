package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts.Running;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import dev.breakwater.scripts.rest.Checkpoints.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A running job completes checkpoints, and can still go on from the last one. */
final class ProgressCheck implements Check {

  @Override
  public String id() {
    return "checkpoint-age";
  }

  @Override
  public List<Finding> look(Facts facts) {
    FlinkFacts flink = facts.flink().get();
    Optional<Running> running = flink.ours().get();
    if (running.isEmpty()) {
      return List.of();
    }
    Checkpoint last = running.get().checkpoints().latestCompleted();
    Instant since = last == null ? running.get().job().start() : last.triggered();
    Duration age = Duration.between(since, Instant.now());
    String what =
        "the last completed checkpoint is %s old, %d failed"
            .formatted(Show.age(age), running.get().checkpoints().failed());
    String id = running.get().job().id();
    String fix =
        "curl %s/jobs/%s/exceptions   # why it makes no progress".formatted(flink.where(), id);
    if (outlives(age, facts)) {
      return List.of(
          Finding.error(id(), id, what)
              .because("the source no longer has the records after it: they are lost", fix));
    }
    Duration allowed = flink.longestCheckpoint().orElse(Duration.ofMinutes(10));
    return List.of(
        age.compareTo(allowed) <= 0
            ? Finding.ok(id(), id, what)
            : Finding.error(id(), id, what)
                .because("nothing was committed since; its transactions will time out", fix));
  }

  private static boolean outlives(Duration age, Facts facts) {
    for (TopicFacts topic : facts.kafka().topics()) {
      if (topic.role() == Role.SOURCE && topic.exists()) {
        long retention = topic.number("retention.ms");
        if (retention >= 0 && retention < age.toMillis()) {
          return true;
        }
      }
    }
    return false;
  }
}
