package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.verdict.Verdict;

/**
 * The end: what the topics hold against what they must hold.
 *
 * @param unread why a topic was not read to its end; empty when all were
 */
record Balance(Verdict verdict, long duplicatesExpected, long duplicatesSeen, String unread) {

  boolean holds() {
    return verdict.holds() && duplicatesExpected == duplicatesSeen && unread.isEmpty();
  }

  /** The one line that says it all. */
  String line() {
    return "lost=%d duplicated=%d altered=%d"
        .formatted(verdict.lost(), verdict.duplicated(), verdict.altered());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "duplicates removed: expected=%d seen=%d%n".formatted(duplicatesExpected, duplicatesSeen));
    if (!unread.isEmpty()) {
      text.append(unread).append(System.lineSeparator());
    }
    text.append(verdict);
    if (verdict.holds() && !holds()) {
      text.append("%nbut not for the duplicates topic, or not all was read".formatted());
    }
    return text.toString();
  }
}
