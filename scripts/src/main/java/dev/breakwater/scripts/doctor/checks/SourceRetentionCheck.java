package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.time.Duration;

/** The source keeps its records for longer than the job may be away. */
final class SourceRetentionCheck implements TopicCheck {

  private static final String KEY = "retention.ms";
  private static final Duration ENOUGH = Duration.ofDays(1);

  @Override
  public String id() {
    return "source-retention";
  }

  @Override
  public boolean concerns(Role role) {
    return role == Role.SOURCE;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    long retention = topic.number(KEY);
    long size = topic.number("retention.bytes");
    String what = "kept for %s".formatted(Show.millis(retention));
    String fix =
        new Fixes(facts.job()).topicSetting(topic.name(), KEY, Duration.ofDays(7).toMillis());
    Duration outage = facts.job().sink().transactionTimeout();
    if (retention >= 0 && retention <= outage.toMillis()) {
      String why =
          "an outage of %s, which the transactions survive, loses records; the job then refuses to"
                  .formatted(Show.duration(outage))
              + " go on (source.out-of-range)";
      return Finding.error(id(), topic.name(), what).because(why, fix);
    }
    if (retention >= 0 && retention < ENOUGH.toMillis()) {
      return Finding.warning(id(), topic.name(), what)
          .because("a job that is away over night, or a checkpoint of then, cannot go on", fix);
    }
    if (size >= 0) {
      return Finding.info(
          id(),
          topic.name(),
          what + ", and no more than %s a partition".formatted(Show.bytes(size)),
          "under load the size may delete records before their time");
    }
    return Finding.ok(id(), topic.name(), what);
  }
}
