package dev.breakwater.operators.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * What an option holds, in words. Flink's options do not say their type, so it is found from the
 * default, else by trying what the option accepts.
 *
 * @param name for help and docs, such as {@code duration}
 * @param wrong what is said of another value, such as {@code must be a duration}
 * @param allowed what is allowed instead
 */
record OptionType(String name, String wrong, String allowed, Shape shape) {

  /** How many values an option takes. */
  enum Shape {
    ONE,
    LIST,
    MAP
  }

  private static final String LIST_FORM = "entries in the form [a, b] or a,b or a;b, each ";
  private static final Pattern WORDS = Pattern.compile("one of: \\[+([^\\]]*)]");

  static final OptionType DURATION =
      one("duration", "must be a duration", "a number and a unit such as 500 ms, 10 s, 5 min, 7 d");
  static final OptionType SIZE =
      one("size", "must be a size", "a number and a unit such as 64 kb, 10 mb, 1 gb");
  static final OptionType BOOLEAN = one("true or false", "must be true or false", "true, false");
  static final OptionType INTEGER =
      one("whole number", "must be a whole number", Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
  static final OptionType LONG =
      one("whole number", "must be a whole number", Long.MIN_VALUE + " to " + Long.MAX_VALUE);
  static final OptionType NUMBER = one("number", "must be a number", "digits such as 0.05");
  static final OptionType TEXT = one("text", "must be a single text", "one value, not a list");
  static final OptionType MAP =
      new OptionType("map", "must be a map", "key: value pairs, or k1:v1,k2:v2", Shape.MAP);

  static OptionType of(ConfigOption<?> option) {
    OptionType type = ofSample(option.hasDefaultValue() ? option.defaultValue() : null);
    if (type == null) {
      type = probe(option);
    }
    return isList(option) ? list(type) : type;
  }

  private static OptionType probe(ConfigOption<?> option) {
    String refusal = "";
    for (String text : List.of("1", "true", "a:b")) {
      try {
        Configuration trial = new Configuration();
        trial.setString(option.key(), text);
        OptionType type = ofSample(trial.getOptional(option).orElse(null));
        if (type != null) {
          return type;
        }
      } catch (IllegalArgumentException e) {
        refusal = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      }
    }
    Matcher words = WORDS.matcher(refusal);
    return words.find() ? words(words.group(1)) : TEXT;
  }

  /** Null where the sample does not tell. */
  private static @Nullable OptionType ofSample(@Nullable Object sample) {
    if (sample instanceof List<?> list) {
      return ofSample(list.isEmpty() ? null : list.get(0));
    } else if (sample instanceof Enum<?> word) {
      return words(
          Arrays.stream(word.getDeclaringClass().getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", ")));
    } else if (sample instanceof Float || sample instanceof Double) {
      return NUMBER;
    }
    return sample == null ? null : ofClass(sample);
  }

  private static OptionType ofClass(Object sample) {
    if (sample instanceof Duration) {
      return DURATION;
    } else if (sample instanceof MemorySize) {
      return SIZE;
    } else if (sample instanceof Boolean) {
      return BOOLEAN;
    } else if (sample instanceof Integer) {
      return INTEGER;
    } else if (sample instanceof Long) {
      return LONG;
    }
    return sample instanceof Map ? MAP : TEXT;
  }

  /** Flink hands a list value through where the option is a list, and only there. */
  private static boolean isList(ConfigOption<?> option) {
    ConfigOption<List<String>> twin =
        ConfigOptions.key(option.key()).stringType().asList().noDefaultValue();
    try {
      return new Configuration().set(twin, List.of()).getOptional(option).orElse(null)
          instanceof List;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static OptionType one(String name, String wrong, String allowed) {
    return new OptionType(name, wrong, allowed, Shape.ONE);
  }

  /** In lower case: Flink accepts both. */
  private static OptionType words(String anyCase) {
    String words = anyCase.toLowerCase(Locale.ROOT);
    return one(words.replace(", ", " or "), "must be one of the allowed words", words);
  }

  private static OptionType list(OptionType entry) {
    return new OptionType(
        "list of " + entry.name, "must be a list", LIST_FORM + entry.name, Shape.LIST);
  }
}
