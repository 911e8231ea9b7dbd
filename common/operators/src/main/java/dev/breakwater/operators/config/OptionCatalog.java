package dev.breakwater.operators.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;

/** All options of one job, in groups: what it accepts, and what its help and its docs show. */
public final class OptionCatalog {

  private final String job;
  private final String purpose;
  private final List<OptionGroup> groups;
  private final Map<String, ConfigOption<?>> byKey = new LinkedHashMap<>();

  private OptionCatalog(String job, String purpose, List<OptionGroup> groups) {
    this.job = job;
    this.purpose = purpose;
    this.groups = groups;
    groups.forEach(group -> group.options().forEach(this::add));
  }

  /**
   * The group of {@link JobOptions}, then the given ones.
   *
   * @param job the job's name, as {@code ingest}
   * @param purpose one sentence for the head of the help
   * @throws IllegalArgumentException if two options have one key
   */
  public static OptionCatalog of(String job, String purpose, OptionGroup... groups) {
    return new OptionCatalog(
        job, purpose, Stream.concat(Stream.of(JobOptions.group()), Stream.of(groups)).toList());
  }

  public String job() {
    return job;
  }

  public String purpose() {
    return purpose;
  }

  public List<OptionGroup> groups() {
    return groups;
  }

  /** Whether the key is one of an option, or starts with a prefix. */
  boolean knows(String key) {
    return byKey.containsKey(key)
        || groups.stream()
            .flatMap(group -> group.prefixes().stream())
            .anyMatch(prefix -> key.startsWith(prefix.prefix()));
  }

  private void add(ConfigOption<?> option) {
    put(option.key(), option);
    for (FallbackKey fallback : option.fallbackKeys()) {
      put(fallback.getKey(), option);
    }
  }

  private void put(String key, ConfigOption<?> option) {
    if (byKey.putIfAbsent(key, option) != null) {
      throw new IllegalArgumentException("two options have the key " + key);
    }
  }
}
