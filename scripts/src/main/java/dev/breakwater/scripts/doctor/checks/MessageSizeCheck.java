package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;

/** What the job writes at the most, its topics take. */
final class MessageSizeCheck implements TopicCheck {

  private static final String TOPIC_KEY = "max.message.bytes";
  private static final String JOB_KEY = "sink.max-record-size";

  /** Head of a batch with one record, and data that compression makes larger. */
  private static final long OVERHEAD = 1_024;

  @Override
  public String id() {
    return "message-size";
  }

  @Override
  public boolean concerns(Role role) {
    return true;
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    long most = topic.number(TOPIC_KEY);
    long record = facts.job().sink().maxRecordSize();
    String what = "takes %s, %s is %s".formatted(Show.bytes(most), JOB_KEY, Show.bytes(record));
    if (!topic.role().isOutput()) {
      return most <= record
          ? Finding.ok(id(), topic.name(), what)
          : Finding.info(
              id(),
              topic.name(),
              what,
              writesDeadLetters(facts)
                  ? "larger records become dead letters (oversized) without their value"
                  : "larger records stay where they are (oversized)");
    }
    if (most >= record + OVERHEAD) {
      return Finding.ok(id(), topic.name(), what);
    }
    Fixes fixes = new Fixes(facts.job());
    return Finding.error(id(), topic.name(), what)
        .because(
            "a record in between is refused by the broker: the job fails at it after each restart",
            fixes.topicSetting(topic.name(), TOPIC_KEY, record + record / 20)
                + "\n"
                + fixes.jobSetting(JOB_KEY, (most - OVERHEAD) + " bytes"));
  }

  private static boolean writesDeadLetters(Facts facts) {
    return facts.job().topics().stream().anyMatch(t -> t.role() == Role.DEAD_LETTERS);
  }
}
