package dev.breakwater.operators.config;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The value of one key, references resolved.
 *
 * @param texts one, unless it is a list; none where a reference could not be resolved
 * @param secret true if it must never be shown
 * @param position where it was written, such as {@code job.yaml line 3}; empty for an argument
 */
record Value(List<String> texts, boolean list, boolean secret, String position) {

  private static final int SHOWN_CHARACTERS = 200;

  /** Shorter entries of a secret list are also parts of ordinary words. */
  private static final int QUOTABLE_CHARACTERS = 3;

  private static final Pattern SEPARATORS = Pattern.compile("[;,\\[\\]\"']");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");

  static Value of(String key, String text) {
    return new Value(List.of(text), false, Secrets.isSecret(key), "");
  }

  /** True where a reference could not be resolved: a problem that is recorded already. */
  boolean broken() {
    return texts.isEmpty() && !list;
  }

  /** The value as a client's property takes it: the entries of a list with commas between them. */
  String text() {
    return String.join(",", texts);
  }

  /** The value for a message: masked, on one line, cut after 200 characters. */
  String shown() {
    return secret ? Secrets.MASK : show(list ? "[" + String.join(", ", texts) + "]" : text());
  }

  /**
   * A text of somebody else, who may have quoted this value: on one line, and if the value is
   * secret without it, without its trimmed form and without the entries of a list.
   */
  String hiddenIn(String text) {
    if (!secret) {
      return oneLine(text);
    }
    String hidden = text;
    for (String quotable : quotable()) {
      hidden = hidden.replace(quotable, Secrets.MASK);
    }
    return oneLine(hidden);
  }

  private List<String> quotable() {
    Stream<String> entries = texts.stream().flatMap(SEPARATORS::splitAsStream).map(String::trim);
    return Stream.concat(
            Stream.of(text(), text().trim()),
            entries.filter(e -> e.length() >= QUOTABLE_CHARACTERS))
        .filter(quotable -> !quotable.isBlank())
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static String oneLine(String text) {
    return CONTROLS.matcher(text).replaceAll("�");
  }

  static String show(String text) {
    if (text.isEmpty()) {
      return "empty";
    }
    boolean whole = text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS;
    int end = whole ? text.length() : text.offsetByCodePoints(0, SHOWN_CHARACTERS);
    return oneLine(text.substring(0, end)) + (whole ? "" : "…");
  }

  @Override
  public String toString() {
    return "Value[" + shown() + "]";
  }
}
