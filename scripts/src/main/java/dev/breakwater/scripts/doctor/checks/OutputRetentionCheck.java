package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.List;

/** What was written is still there when a job looks whether it was. */
final class OutputRetentionCheck implements TopicCheck {

  private static final String KEY = "retention.ms";

  @Override
  public String id() {
    return "output-retention";
  }

  @Override
  public boolean concerns(Role role) {
    return role.isOutput();
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    long retention = topic.number(KEY);
    List<TopicFacts> sources =
        facts.kafka().topics().stream().filter(t -> t.role() == Role.SOURCE && t.exists()).toList();
    boolean matters = facts.job().shape().repairs() || topic.role().isReadBack();
    boolean shorter =
        matters && retention >= 0 && sources.stream().anyMatch(s -> longer(s, retention));
    String what = "kept for " + Show.millis(retention);
    if (!shorter) {
      return Finding.ok(id(), topic.name(), what);
    }
    TopicFacts source =
        sources.stream().filter(s -> longer(s, retention)).findFirst().orElseThrow();
    String fix = new Fixes(facts.job()).topicSetting(topic.name(), KEY, source.number(KEY));
    if (topic.role().isReadBack()) {
      return Finding.warning(id(), topic.name(), what + ", less than " + source.name())
          .because("dead letters that were sent longer ago are sent again by the next run", fix);
    }
    return Finding.info(
        id(),
        topic.name(),
        what + ", less than " + source.name(),
        "a repair of older records cannot tell what was written before and would write it again: "
            + fix);
  }

  private static boolean longer(TopicFacts source, long retention) {
    long other = source.number(KEY);
    return other < 0 || other > retention;
  }
}
