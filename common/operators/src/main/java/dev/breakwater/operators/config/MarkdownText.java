package dev.breakwater.operators.config;

import org.apache.flink.configuration.ConfigOption;

/** The option tables of the documentation. */
final class MarkdownText {

  private static final String HEAD = "| key | default | type | meaning |\n|---|---|---|---|\n";

  private MarkdownText() {}

  static String of(OptionCatalog catalog) {
    StringBuilder text = new StringBuilder();
    for (OptionGroup group : catalog.groups()) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append("#### ").append(group.title()).append("\n\n").append(HEAD);
      group.options().forEach(option -> text.append(row(option)));
      for (OptionGroup.Prefix prefix : group.prefixes()) {
        text.append(row(code(prefix.prefix() + "*"), "", "text", cell(prefix.meaning())));
      }
    }
    return text.toString();
  }

  private static String row(ConfigOption<?> option) {
    return row(
        code(option.key()),
        option.hasDefaultValue() ? code(DefaultText.of(option.defaultValue())) : "",
        cell(OptionType.of(option).name()),
        cell(DescriptionText.markdown(option)));
  }

  private static String row(String key, String standard, String type, String meaning) {
    return "| " + key + " | " + standard + " | " + type + " | " + meaning + " |\n";
  }

  private static String code(String text) {
    return text.isEmpty() ? "empty" : "`" + text.replace("|", "\\|") + "`";
  }

  /** A bar would end the cell, an angle would begin a tag. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "\\<");
  }
}
