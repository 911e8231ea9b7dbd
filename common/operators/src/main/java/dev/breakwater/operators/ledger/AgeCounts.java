package dev.breakwater.operators.ledger;

import dev.breakwater.operators.sketch.LogHistogram;

/**
 * Counts ages while records pass, by the buckets of {@link Ages} and in an array that begins near
 * the first age: a shift and an addition per record. For one thread.
 */
final class AgeCounts {

  private static final int BITS = Ages.BITS;
  private static final int PER_ORDER = 1 << BITS;
  private static final int FIRST_ROOM = 2 * PER_ORDER;

  private long[] counts = {};

  /** The bucket that the array begins with. */
  private int base;

  private long greatest;

  /**
   * @param age milliseconds, not negative
   */
  void add(long age) {
    int at = bucket(age) - base;
    if (at < 0 || at >= counts.length) {
      makeRoom(bucket(age));
      at = bucket(age) - base;
    }
    counts[at]++;
    greatest = Math.max(greatest, age);
  }

  /** Up to 64 each age has its own; then there are 32 for each binary order of magnitude. */
  private static int bucket(long age) {
    int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(age));
    return (shift << BITS) + (int) (age >>> shift);
  }

  /** The smallest age of a bucket. */
  private static long lowest(int bucket) {
    int shift = Math.max(0, (bucket >> BITS) - 1);
    return (bucket - ((long) shift << BITS)) << shift;
  }

  private void makeRoom(int bucket) {
    if (counts.length == 0) {
      base = Math.max(0, bucket - FIRST_ROOM / 2);
      counts = new long[FIRST_ROOM];
      return;
    }
    int begin = Math.min(base, Math.max(0, bucket - PER_ORDER));
    int end = Math.max(base + counts.length, bucket + PER_ORDER);
    long[] more = new long[end - begin];
    System.arraycopy(counts, 0, more, base - begin, counts.length);
    counts = more;
    base = begin;
  }

  /** What was counted. */
  Ages ages() {
    LogHistogram histogram = Ages.newHistogram();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        histogram.add((double) lowest(base + i), counts[i]);
      }
    }
    return Ages.of(histogram, greatest);
  }
}
