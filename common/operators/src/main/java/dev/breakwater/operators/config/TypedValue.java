package dev.breakwater.operators.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Turns what was written into an option's type, by the rules of Flink's configuration. */
final class TypedValue {

  private static final Pattern NUMBER_ONLY = Pattern.compile("\\s*0*[1-9][0-9]*\\s*");

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern COMMAS_ONLY = Pattern.compile("(?s)[^;'\"]*,[^;'\"]*");

  private TypedValue() {}

  /** A value that its option does not take. */
  static final class WrongTypeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String wrong;
    private final String allowed;

    /** Flink's own exception may quote a secret, so it is not kept as the cause. */
    private WrongTypeException(String wrong, String allowed) {
      super(wrong, null, false, false);
      this.wrong = wrong;
      this.allowed = allowed;
    }

    String wrong() {
      return wrong;
    }

    String allowed() {
      return allowed;
    }
  }

  /** Null where nothing is given. */
  static <T> @Nullable T of(ConfigOption<T> option, @Nullable Value value, Settings settings)
      throws WrongTypeException {
    OptionType type = OptionType.of(option);
    Configuration single = new Configuration();
    if (value != null) {
      single.setString(option.key(), text(value, type));
    } else if (type.shape() == OptionType.Shape.MAP) {
      settings
          .prefixed(option.key() + ".")
          .forEach((key, text) -> single.setString(option.key() + "." + key, text));
    }
    try {
      return single.getOptional(option).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new WrongTypeException(type.wrong(), type.allowed());
    }
  }

  private static String text(Value value, OptionType type) throws WrongTypeException {
    if (value.list() && type.shape() != OptionType.Shape.LIST) {
      throw new WrongTypeException(type.wrong(), type.allowed());
    }
    if (type.equals(OptionType.DURATION) && NUMBER_ONLY.matcher(value.text()).matches()) {
      // Flink would take it as milliseconds: a horizon of "7" for seven days would be none.
      throw new WrongTypeException("must have a unit", type.allowed());
    }
    if (type.shape() != OptionType.Shape.LIST) {
      return value.text();
    }
    List<String> entries = value.list() ? value.texts() : entries(value.text());
    return entries == null ? value.text() : quoted(entries);
  }

  /** Null where Flink's own form is meant: semicolons, and quotes around entries. */
  private static @Nullable List<String> entries(String text) {
    List<String> yaml = YamlFile.list(text);
    if (yaml != null || !COMMAS_ONLY.matcher(text).matches()) {
      return yaml;
    }
    // Flink would take it as one entry: a topic "a,b" instead of two.
    return COMMA.splitAsStream(text).map(String::trim).filter(e -> !e.isEmpty()).toList();
  }

  /** A list in which Flink reads every entry as text: without quotes 1.10 would become 1.1. */
  private static String quoted(List<String> entries) {
    return entries.stream().map(TypedValue::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String entry) {
    StringBuilder text = new StringBuilder("\"");
    entry
        .chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                text.append("\\x%02x".formatted(c));
              } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
              }
            });
    return text.append('"').toString();
  }
}
