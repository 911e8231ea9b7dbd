package dev.breakwater.jobs.security;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What ingest must be allowed: each line of the table in {@code jobs/README.md}. */
enum Right {
  READ_SOURCE(READ, TOPIC, LITERAL, "source.topics", "", "records, and where they begin and end"),
  GROUP_OFFSETS(READ, GROUP, LITERAL, "job.instance", "", "where to start, and how far it is"),
  WRITE_CLEAN(WRITE, TOPIC, LITERAL, "sink.topic", "", "events"),
  WRITE_DEAD(WRITE, TOPIC, LITERAL, "dead-letter.topic", "", "dead letters"),
  TRANSACTIONS(
      WRITE,
      TRANSACTIONAL_ID,
      PREFIXED,
      "job.instance",
      ":",
      "transactions, and what became of one (strict commits)");

  private final AclOperation operation;
  private final ResourceType type;
  private final PatternType pattern;
  private final String key;
  private final String suffix;
  private final String why;

  Right(
      AclOperation operation,
      ResourceType type,
      PatternType pattern,
      String key,
      String suffix,
      String why) {
    this.operation = operation;
    this.type = type;
    this.pattern = pattern;
    this.key = key;
    this.suffix = suffix;
    this.why = why;
  }

  /**
   * The right as Kafka takes it.
   *
   * @param values of the job's options, by key
   */
  AclBinding of(String user, Map<String, String> values) {
    return new AclBinding(
        new ResourcePattern(type, values.get(key) + suffix, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  /** The exception that says it is missing. */
  String refusal() {
    return switch (type) {
      case GROUP -> GroupAuthorizationException.class.getName();
      case TRANSACTIONAL_ID -> TransactionalIdAuthorizationException.class.getName();
      default -> TopicAuthorizationException.class.getName();
    };
  }

  /** A line of the table. */
  String row() {
    return "| %s | %s | %s | %s |%n"
        .formatted(
            operation.toString().toLowerCase(Locale.ROOT),
            type == TRANSACTIONAL_ID
                ? "transactional id"
                : type.toString().toLowerCase(Locale.ROOT),
            pattern == PREFIXED
                ? "prefixed: value of `%s` and `%s`".formatted(key, suffix)
                : "value of `%s`".formatted(key),
            why);
  }
}
