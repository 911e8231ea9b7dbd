package dev.breakwater.operators.config;

import java.util.List;

/**
 * The value of one key, references resolved.
 *
 * @param texts one, unless it is a list; none where a reference could not be resolved
 * @param secret true if it must never be shown
 * @param position where it was written, such as {@code job.yaml line 3}; empty for an argument
 */
record Value(List<String> texts, boolean list, boolean secret, String position) {

  private static final int SHOWN_CHARACTERS = 200;

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

  static String show(String text) {
    if (text.isEmpty()) {
      return "empty";
    }
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_CHARACTERS)
        .forEach(c -> line.append(Character.isISOControl(c) ? "�" : Character.toString(c)));
    return text.codePointCount(0, text.length()) > SHOWN_CHARACTERS ? line + "…" : line.toString();
  }

  @Override
  public String toString() {
    return "Value[" + shown() + "]";
  }
}
