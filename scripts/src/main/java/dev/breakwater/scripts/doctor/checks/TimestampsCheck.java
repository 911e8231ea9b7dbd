package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.List;

/** Times of records that the source takes, the outputs take too: records keep theirs. */
final class TimestampsCheck implements TopicCheck {

  private static final String BEFORE = "message.timestamp.before.max.ms";
  private static final List<String> LIMITS = List.of(BEFORE, "message.timestamp.after.max.ms");

  @Override
  public String id() {
    return "timestamps";
  }

  @Override
  public boolean concerns(Role role) {
    return role.isOutput();
  }

  @Override
  public Finding look(TopicFacts topic, Facts facts) {
    if (topic.setting("message.timestamp.type").equals("LogAppendTime")) {
      return Finding.info(
          id(),
          topic.name(),
          "LogAppendTime",
          "the times of the records are replaced by the broker's when they are written");
    }
    for (TopicFacts source : facts.kafka().topics()) {
      for (String limit : LIMITS) {
        if (source.role() == Role.SOURCE && source.exists() && isNarrower(topic, source, limit)) {
          return narrower(topic, source, limit, facts);
        }
      }
    }
    if (facts.job().input() != null && topic.number(BEFORE) < Long.MAX_VALUE) {
      return ofAnyAge(topic, facts.job());
    }
    return Finding.ok(id(), topic.name(), "takes all times that the source takes");
  }

  /** In other inputs than Kafka a producer says what time he likes, if it is not to come. */
  private Finding ofAnyAge(TopicFacts topic, JobFacts job) {
    return Finding.warning(id(), topic.name(), "%s is %d".formatted(BEFORE, topic.number(BEFORE)))
        .because(
            "a record with an older time is refused by the broker: the job fails at it after each"
                + " restart",
            new Fixes(job).topicSetting(topic.name(), BEFORE, Long.MAX_VALUE));
  }

  private static boolean isNarrower(TopicFacts topic, TopicFacts source, String limit) {
    // Times that the source's broker stamped are never ahead.
    boolean stamped = source.setting("message.timestamp.type").equals("LogAppendTime");
    return !stamped && topic.number(limit) < source.number(limit);
  }

  private Finding narrower(TopicFacts topic, TopicFacts source, String limit, Facts facts) {
    long wanted = source.number(limit);
    return Finding.error(
            id(),
            topic.name(),
            "%s is %d, of %s %d".formatted(limit, topic.number(limit), source.name(), wanted))
        .because(
            "a record with a time in between is refused by the broker: the job fails at it after"
                + " each restart",
            new Fixes(facts.job()).topicSetting(topic.name(), limit, wanted));
  }
}
