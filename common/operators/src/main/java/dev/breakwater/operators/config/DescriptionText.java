package dev.breakwater.operators.config;

import java.util.EnumSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.Formatter;
import org.apache.flink.configuration.description.TextElement;

/** Writes the description of an option as one paragraph. */
final class DescriptionText extends Formatter {

  private final String codeQuote;

  private DescriptionText(String codeQuote) {
    this.codeQuote = codeQuote;
  }

  static String plain(ConfigOption<?> option) {
    return paragraph(new DescriptionText("").format(option.description()));
  }

  /** Code is put between backticks. */
  static String markdown(ConfigOption<?> option) {
    return paragraph(new DescriptionText("`").format(option.description()));
  }

  private static String paragraph(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }

  @Override
  protected void formatLink(StringBuilder state, String link, String description) {
    state.append(description.equals(link) ? link : description + " (" + link + ")");
  }

  @Override
  protected void formatLineBreak(StringBuilder state) {
    state.append(' ');
  }

  @Override
  protected void formatText(
      StringBuilder state,
      String format,
      String[] elements,
      EnumSet<TextElement.TextStyle> styles) {
    String quote = styles.contains(TextElement.TextStyle.CODE) ? codeQuote : "";
    state.append(quote).append(format.formatted((Object[]) elements)).append(quote);
  }

  @Override
  protected void formatList(StringBuilder state, String[] entries) {
    state.append(' ').append(String.join("; ", entries)).append(' ');
  }

  @Override
  protected Formatter newInstance() {
    return new DescriptionText(codeQuote);
  }
}
