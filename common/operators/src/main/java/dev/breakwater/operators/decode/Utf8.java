package dev.breakwater.operators.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The check that bytes are well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no
 * surrogates, nothing above U+10FFFF. The JSON parser alone lets some of these through.
 */
final class Utf8 {

  static final int WELL_FORMED = -1;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** The index of the first byte that is not part of a well-formed character, or -1. */
  static int firstMalformed(byte[] bytes) {
    int i = 0;
    while (true) {
      i = skipAscii(bytes, i);
      if (i == bytes.length) {
        return WELL_FORMED;
      }
      int length = length(bytes, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
  }

  private static int skipAscii(byte[] bytes, int from) {
    int i = from;
    while (i <= bytes.length - Long.BYTES && ((long) EIGHT.get(bytes, i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** The length of the character of two to four bytes that starts here, 0 when it is none. */
  private static int length(byte[] bytes, int i) {
    int lead = bytes[i] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return in(bytes, i + 1, 0x80, 0xbf) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      int low = lead == 0xe0 ? 0xa0 : 0x80;
      int high = lead == 0xed ? 0x9f : 0xbf;
      return in(bytes, i + 1, low, high) && in(bytes, i + 2, 0x80, 0xbf) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      int low = lead == 0xf0 ? 0x90 : 0x80;
      int high = lead == 0xf4 ? 0x8f : 0xbf;
      boolean whole =
          in(bytes, i + 1, low, high)
              && in(bytes, i + 2, 0x80, 0xbf)
              && in(bytes, i + 3, 0x80, 0xbf);
      return whole ? 4 : 0;
    }
    return 0;
  }

  private static boolean in(byte[] bytes, int index, int low, int high) {
    if (index >= bytes.length) {
      return false;
    }
    int value = bytes[index] & 0xff;
    return value >= low && value <= high;
  }
}
