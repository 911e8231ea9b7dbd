package dev.breakwater.operators.deadletter;

import java.util.Arrays;

/**
 * Counts in several columns over a sliding window of time, kept in ten buckets: a sum covers the
 * running bucket and the nine before it, so between nine tenths of the window and all of it.
 *
 * <p>Time is whatever the caller says it is, in milliseconds. Where it goes back, counts stay in
 * the newest bucket.
 */
final class SlidingCounts {

  static final int BUCKETS = 10;

  private final long bucketMillis;
  private final long[][] buckets;
  private final long[] sums;
  private long newest;

  SlidingCounts(int columns, long windowMillis, long now) {
    this.bucketMillis = Math.max(1, windowMillis / BUCKETS);
    this.buckets = new long[BUCKETS][columns];
    this.sums = new long[columns];
    this.newest = bucketOf(now);
  }

  /** Lets go of what has left the window. */
  void advance(long now) {
    long bucket = bucketOf(now);
    long steps = Math.min(bucket - newest, BUCKETS);
    if (steps <= 0) {
      return;
    }
    for (int i = 0; i < steps; i++) {
      empty(buckets[slotOf(bucket - i)]);
    }
    newest = bucket;
  }

  /** Counts in the newest bucket. */
  void add(int column, long count) {
    buckets[slotOf(newest)][column] += count;
    sums[column] += count;
  }

  long sum(int column) {
    return sums[column];
  }

  void clear() {
    for (long[] bucket : buckets) {
      Arrays.fill(bucket, 0);
    }
    Arrays.fill(sums, 0);
  }

  private void empty(long[] bucket) {
    for (int column = 0; column < sums.length; column++) {
      sums[column] -= bucket[column];
      bucket[column] = 0;
    }
  }

  private long bucketOf(long millis) {
    return Math.floorDiv(millis, bucketMillis);
  }

  private static int slotOf(long bucket) {
    return (int) Math.floorMod(bucket, (long) BUCKETS);
  }
}
