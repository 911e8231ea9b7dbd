package dev.breakwater.testkit.workload;

/**
 * Random numbers that are a function of a seed and a position, so that any record can be made again
 * without those before it.
 */
final class Draw {

  private static final long ODD = 0x9E3779B97F4A7C15L;

  private Draw() {}

  /** Well mixed, and one to one: different positions of one seed never give the same number. */
  static long at(long seed, long position) {
    return mixed(seed + position * ODD);
  }

  /** A number of its own for each purpose, so that draws do not depend on each other. */
  static long seedFor(long seed, int purpose) {
    return mixed(mixed(seed) ^ purpose);
  }

  /** In [0, 1). */
  static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** In [0, bound); the bias is below bound / 2^32. */
  static int below(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }

  private static long mixed(long bits) {
    long h = bits;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }
}
