package dev.breakwater.operators.config;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of one feature, under one title, and the prefixes under which it takes any key.
 *
 * @param title heading of the group in {@code --help} and in the documentation
 * @param options in the order in which they are shown
 * @param prefixes in the order in which they are shown
 */
public record OptionGroup(String title, List<ConfigOption<?>> options, List<Prefix> prefixes) {

  /**
   * Keys that are passed on as they are.
   *
   * @param prefix with its closing dot, as {@code kafka.properties.}
   * @param meaning what happens with them
   */
  public record Prefix(String prefix, String meaning) {
    public Prefix {
      if (!prefix.endsWith(".")) {
        throw new IllegalArgumentException("prefix must end with a dot, was " + prefix);
      }
    }
  }

  public OptionGroup {
    options = List.copyOf(options);
    prefixes = List.copyOf(prefixes);
  }

  public static OptionGroup of(String title, ConfigOption<?>... options) {
    return new OptionGroup(title, List.of(options), List.of());
  }

  /** This group, and any key that starts with the prefix. */
  public OptionGroup withPrefix(String prefix, String meaning) {
    List<Prefix> more = new ArrayList<>(prefixes);
    more.add(new Prefix(prefix, meaning));
    return new OptionGroup(title, options, more);
  }
}
