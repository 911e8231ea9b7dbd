package dev.breakwater.operators.window;

/**
 * A hash of 64 bits of a text, all of them as good as random, over its UTF-16 code units.
 *
 * <p>Part of the state format, and of what replicas agree on: it never changes. Not made to stand
 * against somebody who picks values that collide, which could make a count of distinct values too
 * small.
 */
final class TextHash {

  private static final long ODD = 0x9e3779b97f4a7c15L;

  private TextHash() {}

  /**
   * @param kind tells texts of different kinds apart
   */
  static long of(int kind, char[] text, int from, int length) {
    long hash = kind * ODD + length;
    int at = from;
    int end = from + length;
    for (; at + 4 <= end; at += 4) {
      long four =
          text[at]
              | ((long) text[at + 1] << 16)
              | ((long) text[at + 2] << 32)
              | ((long) text[at + 3] << 48);
      hash = mix(hash ^ four);
    }
    long last = 0;
    for (; at < end; at++) {
      last = (last << 16) | text[at];
    }
    return mix(mix(hash ^ last) + ODD);
  }

  /** A bijection: equal hashes come from equal inputs or from chance, never from this. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
