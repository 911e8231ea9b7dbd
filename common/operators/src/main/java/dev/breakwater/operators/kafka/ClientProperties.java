package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one kind of Kafka client: tuned defaults, over them {@code kafka.properties.*},
 * over them the client's own prefix, over all what is fixed.
 *
 * <p>What a user set is a problem of the settings when it breaks a rule, or when Kafka would refuse
 * it: better said before the job runs than by a task that cannot start.
 */
final class ClientProperties {

  /**
   * A property that users cannot choose.
   *
   * @param allowed the values that keep the rule; none when the property is set elsewhere
   * @param why completes "is not yours to set: …"
   */
  record Rule(String property, List<String> allowed, String why) {

    /** The property has a fixed value. */
    static Rule fixed(String property, String why, String... allowed) {
      return new Rule(property, List.of(allowed), why);
    }

    /** The property follows from one of our options, or from a name that we make. */
    static Rule elsewhere(String property, String where) {
      return new Rule(property, List.of(), where);
    }
  }

  private final Settings settings;
  private final String prefix;
  private final ConfigDef definition;
  private final Map<String, String> origins = new TreeMap<>();
  private final Map<String, String> merged;

  /**
   * @param prefix of the client's own properties, with its closing dot
   * @param definition what Kafka knows about them
   */
  ClientProperties(
      Settings settings, String prefix, ConfigDef definition, Map<String, String> defaults) {
    this.settings = settings;
    this.prefix = prefix;
    this.definition = definition;
    this.merged = new HashMap<>(defaults);
  }

  /** Adds what the user set, as far as it keeps the rules. */
  ClientProperties user(List<Rule> rules) {
    Map<String, Rule> byProperty = new HashMap<>();
    rules.forEach(rule -> byProperty.put(rule.property(), rule));
    add(KafkaOptions.CLIENT_PREFIX, byProperty);
    add(prefix, byProperty);
    return this;
  }

  /** Adds what nobody can change, and has Kafka check all of it. */
  Map<String, String> with(Map<String, String> fixed) {
    merged.putAll(fixed);
    for (ConfigValue value : definition.validate(merged)) {
      String origin = origins.get(value.name());
      if (origin != null && !value.errorMessages().isEmpty()) {
        reject(
            origin, "is refused by Kafka (" + String.join("; ", value.errorMessages()) + ")", "");
      }
    }
    return Map.copyOf(merged);
  }

  /** A number that must not be too small for the rest of the configuration. */
  ClientProperties atLeast(String property, long minimum, String why) {
    String origin = origins.get(property);
    if (origin != null && isBelow(merged.get(property), minimum)) {
      reject(origin, why, minimum + " or more");
    }
    return this;
  }

  private void add(String from, Map<String, Rule> rules) {
    settings
        .prefixed(from)
        .forEach(
            (property, value) -> {
              Rule rule = rules.get(property);
              if (rule == null) {
                merged.put(property, value);
                origins.put(property, from + property);
              } else if (!rule.allowed().contains(value.trim())) {
                reject(
                    from + property,
                    "is not yours to set: " + rule.why(),
                    rule.allowed().isEmpty()
                        ? "leave it out"
                        : String.join(" or ", rule.allowed()));
              }
            });
  }

  /** What is no number at all is for Kafka to refuse. */
  private static boolean isBelow(@Nullable String value, long minimum) {
    try {
      return value != null && Long.parseLong(value.trim()) < minimum;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void reject(String key, String wrong, String allowed) {
    ConfigOption<String> option = ConfigOptions.key(key).stringType().noDefaultValue();
    settings.reject(option, wrong, allowed);
  }
}
