package dev.breakwater.operators.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The values that a job was given, read through typed options. Problems are collected while reading
 * and thrown together by {@link #check()}. Used on the client only, by one thread.
 */
public final class Settings {

  private final Map<String, String> values;
  private final Configuration typed;
  private final Set<String> problems = new LinkedHashSet<>();

  private Settings(Map<String, String> values) {
    this.values = values;
    this.typed = Configuration.fromMap(values);
  }

  public static Settings load(
      String[] args, OptionCatalog catalog, UnaryOperator<@Nullable String> environment)
      throws ConfigException {
    Map<String, String> flat = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i++) {
      String key = args[i].substring(2);
      int equals = key.indexOf('=');
      if (equals >= 0) {
        flat.put(key.substring(0, equals), key.substring(equals + 1));
      } else {
        flat.put(key, args[++i]);
      }
    }
    Settings settings = of(flat);
    flat.keySet().stream()
        .filter(key -> !catalog.knows(key))
        .forEach(key -> settings.problems.add(key + " is not an option"));
    return settings;
  }

  /** Settings of a program: values are taken as they are, any key is accepted. */
  public static Settings of(Map<String, String> flat) {
    return new Settings(new TreeMap<>(flat));
  }

  /** The value, or the default where none is given or the given one has the wrong type. */
  public <T> T get(ConfigOption<T> option) {
    if (!option.hasDefaultValue()) {
      throw new IllegalArgumentException(option.key() + " has no default: use find or require");
    }
    T value = find(option);
    return value == null ? option.defaultValue() : value;
  }

  /** The value, or null where none is given or the given one has the wrong type. */
  public <T> @Nullable T find(ConfigOption<T> option) {
    try {
      return typed.getOptional(option).orElse(null);
    } catch (IllegalArgumentException e) {
      reject(option, "has the wrong type", "");
      return null;
    }
  }

  /** The value; where none is given that is a problem, and the placeholder stands in. */
  public <T> T require(ConfigOption<T> option, T placeholder) {
    if (!values.containsKey(option.key())) {
      problems.add(option.key() + " is required");
      return placeholder;
    }
    T value = find(option);
    return value == null ? placeholder : value;
  }

  /** All values whose keys start with the prefix, by the rest of the key. */
  public Map<String, String> prefixed(String prefix) {
    Map<String, String> stripped = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            stripped.put(key.substring(prefix.length()), value);
          }
        });
    return stripped;
  }

  /** Records the problem "key wrong, was VALUE; allowed: …". */
  public void reject(ConfigOption<?> option, String wrong, String allowed) {
    problems.add(
        option.key()
            + " "
            + wrong
            + ", was "
            + values.getOrDefault(option.key(), "not set")
            + (allowed.isEmpty() ? "" : "; allowed: " + allowed));
  }

  /** Returns if there is no problem; else throws all of them. */
  public void check() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(new ArrayList<>(problems));
    }
  }
}
