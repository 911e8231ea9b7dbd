package dev.breakwater.jobs.security;

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
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a job must be allowed: a line of its table in {@code jobs/README.md}.
 *
 * @param key the option whose value is the name of what it is a right on
 */
record Right(AclOperation operation, ResourceType type, String key, String why) {

  static Right read(String key, String why) {
    return new Right(AclOperation.READ, TOPIC, key, why);
  }

  static Right write(String key, String why) {
    return new Right(AclOperation.WRITE, TOPIC, key, why);
  }

  static Right group() {
    return new Right(AclOperation.READ, GROUP, "job.instance", "where to start, and how far it is");
  }

  static Right transactions() {
    return new Right(
        AclOperation.WRITE,
        TRANSACTIONAL_ID,
        "job.instance",
        "transactions, and what became of one (strict commits)");
  }

  static Right books() {
    return write("ledger.topic", "the books; not where none are kept");
  }

  boolean isOfTopic() {
    return type == TOPIC;
  }

  /**
   * The right as Kafka takes it.
   *
   * @param values of the job's options, by key
   */
  AclBinding of(String user, Map<String, String> values) {
    return new AclBinding(
        type == TRANSACTIONAL_ID
            ? new ResourcePattern(type, values.get(key) + ":", PREFIXED)
            : new ResourcePattern(type, values.get(key), LITERAL),
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
            type == TRANSACTIONAL_ID
                ? "prefixed: value of `%s` and `:`".formatted(key)
                : "value of `%s`".formatted(key),
            why);
  }
}
