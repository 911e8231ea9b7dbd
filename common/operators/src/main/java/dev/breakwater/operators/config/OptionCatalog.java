package dev.breakwater.operators.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.jspecify.annotations.Nullable;

/** All options of one job, in groups: what it accepts, and what its help and its docs show. */
public final class OptionCatalog {

  private final String job;
  private final String purpose;
  private final List<OptionGroup> groups;
  private final Map<String, ConfigOption<?>> byKey = new LinkedHashMap<>();
  private final List<String> prefixes = new ArrayList<>();

  private OptionCatalog(String job, String purpose, List<OptionGroup> groups) {
    this.job = job;
    this.purpose = purpose;
    this.groups = groups;
    for (OptionGroup group : groups) {
      group.options().forEach(this::add);
      group.prefixes().forEach(prefix -> prefixes.add(prefix.prefix()));
    }
  }

  /**
   * The group of {@link JobOptions}, then the given ones.
   *
   * @param job the job's name, as {@code ingest}
   * @param purpose one sentence for the head of the help
   * @throws IllegalArgumentException if two options have one key, or a key is a reserved word
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

  /** What {@code --help} prints: all options by group, in lines of at most 100 columns. */
  public String help() {
    return HelpText.of(this);
  }

  /**
   * The options as Markdown, for the documentation: per group a heading of level 4 and a table
   * {@code | key | default | type | meaning |}. Ends with a newline.
   */
  public String markdown() {
    return MarkdownText.of(this);
  }

  /** Whether the key is one of an option, or starts with a prefix. */
  boolean knows(String key) {
    return byKey.containsKey(key)
        || prefixes.stream().anyMatch(prefix -> key.startsWith(prefix) && !key.equals(prefix));
  }

  boolean isBoolean(String key) {
    ConfigOption<?> option = byKey.get(key);
    return option != null && OptionType.of(option).equals(OptionType.BOOLEAN);
  }

  /** Whether the key is the first part of others, such as {@code kafka}, and no option itself. */
  boolean isSection(String key) {
    String start = key + ".";
    return !byKey.containsKey(key)
        && Stream.concat(byKey.keySet().stream(), prefixes.stream())
            .anyMatch(known -> known.startsWith(start));
  }

  /** The key that was probably meant, or null. */
  @Nullable String nearest(String unknown) {
    List<String> candidates = new ArrayList<>(byKey.keySet());
    for (String prefix : prefixes) {
      int parts = prefix.split("\\.", -1).length - 1;
      String[] split = unknown.split("\\.", parts + 1);
      if (split.length > parts) {
        candidates.add(prefix + split[parts]);
      }
    }
    return NearestKey.of(unknown, candidates);
  }

  private void add(ConfigOption<?> option) {
    put(option.key(), option);
    for (FallbackKey fallback : option.fallbackKeys()) {
      put(fallback.getKey(), option);
    }
    if (OptionType.of(option).shape() == OptionType.Shape.MAP) {
      prefixes.add(option.key() + ".");
    }
  }

  private void put(String key, ConfigOption<?> option) {
    if (CommandLine.RESERVED.contains(key)) {
      throw new IllegalArgumentException("an option has the reserved key " + key);
    }
    if (byKey.putIfAbsent(key, option) != null) {
      throw new IllegalArgumentException("two options have the key " + key);
    }
  }
}
