package dev.breakwater.operators.quarantine;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all keys of a subtask have in their lines, and since when the oldest waits. Told of every
 * row that changes by the task's thread; the sums may be read by any.
 */
final class Totals {

  /** How exactly the oldest wait is known, in parts of the longest: the bound of what is kept. */
  private static final long STEPS = 128;

  /**
   * All rows added up.
   *
   * @param oldest since when the oldest waits, epoch milliseconds; {@link Long#MAX_VALUE} for none
   */
  record Sums(long keys, long marks, long held, long bytes, long oldest) {

    private static final Sums NONE = new Sums(0, 0, 0, 0, Long.MAX_VALUE);

    /** In milliseconds; 0 when nothing waits. */
    long oldestWait(long now) {
      return oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - oldest);
    }
  }

  private final long step;
  private final TreeMap<Long, Integer> keysBySince = new TreeMap<>();
  private volatile Sums sums = Sums.NONE;

  Totals(long maxWaitMillis) {
    step = Math.max(1, maxWaitMillis / STEPS);
  }

  Sums sums() {
    return sums;
  }

  /** A row has changed; {@link Line#NONE} is one that is not there. */
  void replace(Line before, Line after) {
    count(before, -1);
    count(after, 1);
    Sums old = sums;
    sums =
        new Sums(
            old.keys() + (after.isNone() ? 0 : 1) - (before.isNone() ? 0 : 1),
            old.marks() + after.marks() - before.marks(),
            old.held() + after.held() - before.held(),
            old.bytes() + after.bytes() - before.bytes(),
            keysBySince.isEmpty() ? Long.MAX_VALUE : keysBySince.firstKey() * step);
  }

  private void count(Line line, int one) {
    if (!line.isNone()) {
      keysBySince.merge(line.since() / step, one, Totals::sum);
    }
  }

  /** Null takes the entry out. */
  private static @Nullable Integer sum(int count, int one) {
    return count + one == 0 ? null : count + one;
  }
}
