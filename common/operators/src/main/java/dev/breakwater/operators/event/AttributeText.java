package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The texts that attributes may hold: Unicode without control characters, noncharacters and
 * unpaired surrogates, as CloudEvents defines its type String. There is no limit on the length
 * other than the record's.
 */
final class AttributeText {

  /** As much of a name or value as an error message repeats. */
  private static final int SHOWN = 64;

  private AttributeText() {}

  /**
   * The text in a header.
   *
   * @param name of the attribute, for the message
   * @throws RejectedException malformed if it is not UTF-8, invalid if it holds what it may not
   */
  static String decode(byte[] bytes, String name) throws RejectedException {
    if (isPlain(bytes)) {
      return new String(bytes, ISO_8859_1);
    }
    if (!Utf8.isValid(bytes)) {
      throw new RejectedException(Reason.MALFORMED, shown(name) + " must be UTF-8, was not");
    }
    String text = new String(bytes, UTF_8);
    check(text, name);
    return text;
  }

  /** True for ASCII that can be printed. */
  private static boolean isPlain(byte[] bytes) {
    for (byte next : bytes) {
      if (next < 0x20 || next == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a text that holds what an attribute may not. */
  static void check(String text, String name) throws RejectedException {
    if (!isAllowed(text)) {
      throw new RejectedException(
          Reason.INVALID,
          shown(name)
              + " must not hold control characters, noncharacters or unpaired surrogates, did");
    }
  }

  static boolean isAllowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < 0x20 || (character >= 0x7F && character <= 0x9F)) {
        return false;
      }
      if (character >= 0xD800 && !isAllowedAbove(text, i)) {
        return false;
      }
      if (Character.isHighSurrogate(character)) {
        i++;
      }
    }
    return true;
  }

  private static boolean isAllowedAbove(String text, int at) {
    int point = text.codePointAt(at);
    boolean surrogate = point <= 0xDFFF;
    boolean noncharacter = (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
    return !surrogate && !noncharacter;
  }

  /** A name or value as a message may repeat it: shortened, printable. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder(SHOWN + 1);
    for (int i = 0; i < text.length() && i < SHOWN; i++) {
      char character = text.charAt(i);
      shown.append(character >= 0x20 && character < 0x7F ? character : '?');
    }
    return text.length() > SHOWN ? shown.append('…').toString() : shown.toString();
  }
}
