package dev.breakwater.operators.config;

import org.apache.flink.configuration.ConfigOption;

/** The text of {@code --help}: keys on the left, type, default and meaning on the right. */
final class HelpText {

  private static final int WIDTH = 100;
  private static final int MARGIN = 2;
  private static final int LEFT = 38;

  private final StringBuilder text = new StringBuilder();

  private HelpText() {}

  static String of(OptionCatalog catalog) {
    HelpText help = new HelpText();
    help.paragraph(0, catalog.job() + ": " + catalog.purpose());
    help.line("");
    help.paragraph(
        0, "Options are set as `key: value` in the file of --config (nested or dotted),");
    help.paragraph(0, "as --key VALUE or as --key=VALUE; an argument wins over the file.");
    help.paragraph(0, "${NAME}, ${NAME:-default} and file:/path stand for secrets.");
    help.line("");
    help.line("Command line");
    help.row("--config FILE", "", "YAML file with options");
    help.row("--local DIR", "", "run in this JVM, with the Flink config.yaml of that directory");
    help.row("--dry-run", "", "check everything, print the plan and leave");
    help.row("--help", "", "print this and leave");
    help.row("--version", "", "print the version and leave");
    catalog.groups().forEach(help::group);
    return help.text.toString();
  }

  private void group(OptionGroup group) {
    line("");
    line(group.title());
    for (ConfigOption<?> option : group.options()) {
      row(option.key(), typeAndDefault(option), DescriptionText.plain(option));
    }
    group.prefixes().forEach(prefix -> row(prefix.prefix() + "*", "", prefix.meaning()));
  }

  private static String typeAndDefault(ConfigOption<?> option) {
    String type = OptionType.of(option).name();
    return option.hasDefaultValue()
        ? type + ", default " + DefaultText.of(option.defaultValue())
        : type + ", no default";
  }

  private void row(String key, String type, String meaning) {
    int start = text.length();
    text.append(" ".repeat(MARGIN)).append(key);
    if (text.length() - start >= LEFT) {
      line("");
      start = text.length();
    }
    text.append(" ".repeat(LEFT - (text.length() - start)));
    if (!type.isEmpty()) {
      words(LEFT, type);
      text.append(" ".repeat(LEFT));
    }
    words(LEFT, meaning);
  }

  private void paragraph(int indent, String words) {
    text.append(" ".repeat(indent));
    words(indent, words);
  }

  /** Writes words from the indentation on, where the line stands already, and ends the line. */
  private void words(int indent, String words) {
    int column = indent;
    for (String word : words.trim().split(" +", -1)) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      }
      if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
