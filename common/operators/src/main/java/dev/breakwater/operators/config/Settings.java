package dev.breakwater.operators.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.jspecify.annotations.Nullable;

/**
 * The values that a job was given, read through typed options. Problems are collected while reading
 * and thrown together by {@link #check()}, so one start shows all of them. Secrets are masked in
 * every text that this class makes. Used on the client only, by one thread.
 */
public final class Settings {

  private final Map<String, Value> values;
  private final @Nullable OptionCatalog catalog;
  private final Set<String> problems;

  Settings(
      Map<String, Value> values, @Nullable OptionCatalog catalog, Collection<String> problems) {
    this.values = new TreeMap<>(values);
    this.catalog = catalog;
    this.problems = new LinkedHashSet<>(problems);
  }

  /**
   * The settings of a command line, see the package for its rules. {@code --help} and the other
   * reserved words are for {@link Launch}, which holds the settings too.
   *
   * @param environment value of a variable by its name, null where it is not set
   * @throws ConfigException if the arguments name a file that cannot be used; other problems wait
   *     for {@link #check()}
   */
  public static Settings load(
      String[] args, OptionCatalog catalog, UnaryOperator<@Nullable String> environment)
      throws ConfigException {
    return Launch.of(args, catalog, environment).settings();
  }

  /** Settings of a program: values are taken as they are, any key is accepted. */
  public static Settings of(Map<String, String> flat) {
    Map<String, Value> values = new LinkedHashMap<>();
    flat.forEach((key, text) -> values.put(key, Value.of(key, text)));
    return new Settings(values, null, Set.of());
  }

  /**
   * The value, or the default where none is given. A value of the wrong type is a problem, and the
   * default stands in.
   *
   * @throws IllegalArgumentException if the option has no default
   */
  public <T> T get(ConfigOption<T> option) {
    if (!option.hasDefaultValue()) {
      throw new IllegalArgumentException(option.key() + " has no default: use find or require");
    }
    T value = find(option);
    return value == null ? option.defaultValue() : value;
  }

  /**
   * The value, or null where none is given, whether or not there is a default. A value of the wrong
   * type is a problem, and null stands in.
   */
  public <T> @Nullable T find(ConfigOption<T> option) {
    Value value = given(option);
    if (value != null && value.broken()) {
      return null;
    }
    try {
      return TypedValue.of(option, value, this);
    } catch (TypedValue.WrongTypeException e) {
      reject(option, e.wrong(), e.allowed());
      return null;
    }
  }

  /**
   * The value. Where none is given, or an empty one, that is a problem; likewise one of the wrong
   * type. Then the placeholder stands in, so that reading can go on.
   */
  public <T> T require(ConfigOption<T> option, T placeholder) {
    T found = find(option);
    Value value = given(option);
    if (found == null && value == null) {
      problems.add(option.key() + " is required, was not set");
    } else if (value != null && !value.broken() && value.text().isBlank()) {
      problems.add(option.key() + " is required, was empty" + at(value));
      return placeholder;
    }
    return found == null ? placeholder : found;
  }

  /**
   * All values whose keys start with the prefix, by the rest of the key; a list as its entries with
   * commas between them. Holds secrets in the clear: for messages see {@link Secrets#masked}.
   */
  public Map<String, String> prefixed(String prefix) {
    Map<String, String> stripped = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !value.broken()) {
            stripped.put(key.substring(prefix.length()), value.text());
          }
        });
    return stripped;
  }

  /**
   * Records a problem: "KEY WRONG, was VALUE; allowed: ALLOWED", the value masked if it is secret.
   *
   * @param wrong what is wrong, such as {@code must be positive}
   * @param allowed what is allowed, or empty if that is said already
   */
  public void reject(ConfigOption<?> option, String wrong, String allowed) {
    Value value = given(option);
    String text = option.key() + " " + wrong + ", was " + display(option);
    String problem = allowed.isEmpty() ? text : text + "; allowed: " + allowed;
    problems.add(value == null ? problem : withoutSecret(value, problem) + at(value));
  }

  /** The value in force, for messages: as it was written, masked if secret; else the default. */
  public String display(ConfigOption<?> option) {
    Value value = given(option);
    if (value != null) {
      return value.shown();
    }
    return option.hasDefaultValue() ? Value.show(DefaultText.of(option.defaultValue())) : "not set";
  }

  /**
   * The values in force, for {@code --dry-run}: one line per option in the order of the catalog,
   * secrets masked, an asterisk before each that is not the default.
   */
  public String describe() {
    return EffectiveText.of(this, catalog);
  }

  /** Returns if there is no problem; else throws all of them. */
  public void check() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(new ArrayList<>(problems));
    }
  }

  /** What was given under the option's key, else under one of its older keys; else null. */
  @Nullable Value given(ConfigOption<?> option) {
    Value value = values.get(option.key());
    for (FallbackKey fallback : option.fallbackKeys()) {
      value = value == null ? values.get(fallback.getKey()) : value;
    }
    return value;
  }

  /** For the case that the caller's words quote the value. */
  private static String withoutSecret(Value value, String problem) {
    boolean secret = value.secret() && !value.text().isBlank();
    return secret ? problem.replace(value.text(), Secrets.MASK) : problem;
  }

  private static String at(Value value) {
    return Position.suffix(value.position());
  }

  Map<String, Value> values() {
    return values;
  }

  /** Keys only. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
