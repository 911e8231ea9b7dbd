package dev.breakwater.operators.decode;

/**
 * What CloudEvents allows in the text of attributes: anything but control characters, noncharacters
 * and halves of surrogate pairs. Half a pair could not be written as UTF-8: two different ids would
 * become one.
 */
final class AttributeText {

  private AttributeText() {}

  static boolean allowed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || (c >= 0x7f && !allowedBeyondAscii(text, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowedBeyondAscii(String text, int index) {
    char c = text.charAt(index);
    if (c < 0xa0) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return Character.isSupplementaryCodePoint(text.codePointAt(index))
          && isCharacter(text.codePointAt(index));
    }
    if (Character.isLowSurrogate(c)) {
      return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
    return isCharacter(c);
  }

  private static boolean isCharacter(int codePoint) {
    return (codePoint & 0xfffe) != 0xfffe && (codePoint < 0xfdd0 || codePoint > 0xfdef);
  }

  /** The length in UTF-8. */
  static int bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two chars and four bytes: two a char.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
