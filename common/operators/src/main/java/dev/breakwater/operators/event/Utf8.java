package dev.breakwater.operators.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What bytes are UTF-8: the well-formed sequences of the Unicode standard and no others. */
public final class Utf8 {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Refuses overlong forms, surrogates, and what is beyond U+10FFFF, as well as torn sequences. */
  public static boolean isValid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (at + 8 <= bytes.length && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
        at += 8;
        continue;
      }
      int length = bytes[at] >= 0 ? 1 : sequence(bytes, at);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** Length of the sequence of two to four bytes that starts here, or 0 where it is not one. */
  private static int sequence(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
    if (first >= 0xC2 && first <= 0xDF) {
      return follows(second) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      boolean lawful =
          second >= (first == 0xE0 ? 0xA0 : 0x80) && second <= (first == 0xED ? 0x9F : 0xBF);
      return lawful && continues(bytes, at + 2, 1) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      boolean lawful =
          second >= (first == 0xF0 ? 0x90 : 0x80) && second <= (first == 0xF4 ? 0x8F : 0xBF);
      return lawful && continues(bytes, at + 2, 2) ? 4 : 0;
    }
    return 0;
  }

  private static boolean continues(byte[] bytes, int from, int count) {
    if (from + count > bytes.length) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if (!follows(bytes[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private static boolean follows(int unsigned) {
    return unsigned >= 0x80 && unsigned <= 0xBF;
  }
}
