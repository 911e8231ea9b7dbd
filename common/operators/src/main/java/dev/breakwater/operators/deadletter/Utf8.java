package dev.breakwater.operators.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Text as UTF-8 of a limited length. */
final class Utf8 {

  private Utf8() {}

  /** The text in at most so many bytes, cut between two characters. */
  static byte[] capped(String text, int maxBytes) {
    // Every char is at least one byte, so what is behind them cannot be needed.
    byte[] bytes = text.substring(0, Math.min(text.length(), maxBytes + 1)).getBytes(UTF_8);
    if (bytes.length <= maxBytes) {
      return bytes;
    }
    int end = maxBytes;
    while (end > 0 && isContinuation(bytes[end])) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
