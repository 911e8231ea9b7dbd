package dev.breakwater.scripts.doctor.facts;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of every broker, by node and by Kafka's names.
 *
 * @param byNode at least one
 */
public record BrokerSettings(Map<Integer, Map<String, String>> byNode) {

  public BrokerSettings {
    byNode = new TreeMap<>(byNode);
  }

  /** The least that any broker has: what can be relied on. */
  public long least(String key) {
    return values(key).stream().mapToLong(Long::parseLong).min().orElseThrow();
  }

  /** All values that occur; more than one where brokers differ. */
  public TreeSet<String> values(String key) {
    TreeSet<String> values = new TreeSet<>();
    byNode.values().forEach(node -> addTo(values, node, key));
    if (values.isEmpty()) {
      throw new UnknownException("no broker says its setting " + key);
    }
    return values;
  }

  private static void addTo(TreeSet<String> values, Map<String, String> node, String key) {
    String value = node.get(key);
    if (value != null) {
      values.add(value);
    }
  }
}
