package dev.breakwater.operators.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** The values in force, as {@code --dry-run} shows them: what was given, and every default. */
final class EffectiveText {

  private final Settings settings;
  private final Map<String, Value> left;
  private final List<String> lines = new ArrayList<>();

  private EffectiveText(Settings settings) {
    this.settings = settings;
    this.left = new LinkedHashMap<>(settings.values());
  }

  static String of(Settings settings, @Nullable OptionCatalog catalog) {
    EffectiveText text = new EffectiveText(settings);
    if (catalog != null) {
      catalog.groups().forEach(text::group);
    }
    text.left.forEach(text::given);
    text.lines.add("(* = not the default)");
    return String.join("\n", text.lines) + "\n";
  }

  private void group(OptionGroup group) {
    lines.add(group.title());
    for (ConfigOption<?> option : group.options()) {
      option(option);
      under(option.key() + ".");
    }
    group.prefixes().forEach(prefix -> under(prefix.prefix()));
  }

  private void option(ConfigOption<?> option) {
    Value value = settings.given(option);
    line(isOther(option, value), option.key(), settings.display(option), position(value));
    left.remove(option.key());
    option.fallbackKeys().forEach(fallback -> left.remove(fallback.getKey()));
  }

  private void under(String prefix) {
    List<String> keys = left.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    keys.forEach(key -> given(key, settings.values().get(key)));
    left.keySet().removeAll(keys);
  }

  private void given(String key, @Nullable Value value) {
    line(true, key, value == null ? "" : value.shown(), position(value));
  }

  private <T> boolean isOther(ConfigOption<T> option, @Nullable Value value) {
    if (value == null) {
      return false;
    }
    try {
      T typed = value.broken() ? null : TypedValue.of(option, value, settings);
      return typed == null || !typed.equals(option.defaultValue());
    } catch (TypedValue.WrongTypeException e) {
      return true;
    }
  }

  private static String position(@Nullable Value value) {
    return value == null ? "" : Position.suffix(value.position());
  }

  private void line(boolean other, String key, String value, String position) {
    lines.add((other ? "* " : "  ") + key + " = " + value + position);
  }
}
