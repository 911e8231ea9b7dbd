package dev.breakwater.operators.quorum;

import java.util.Arrays;

/**
 * How long results are remembered, and which ones may have been forgotten: what makes sure that a
 * copy that comes too late is never taken for a new result.
 *
 * <p>Running time is cut into slots, of which {@link #SLOTS} make the horizon. A result is
 * forgotten when the slot in which it was first seen leaves the horizon; the latest time of the
 * results first seen in that slot is kept for ever. So every result that was forgotten has a time
 * up to {@link #isPast}, and one with a later time was never seen, or is still remembered.
 */
final class Horizon {

  static final int SLOTS = 32;

  private final long[] latest = new long[SLOTS];
  private int slot;
  private long past = Long.MIN_VALUE;

  Horizon() {
    Arrays.fill(latest, Long.MIN_VALUE);
  }

  /** The slot that a result belongs to which is first seen now. */
  int slot() {
    return slot;
  }

  /** A result of this time is first seen. */
  void note(long time) {
    int at = index(slot);
    latest[at] = Math.max(latest[at], time);
  }

  /** Whether a result of this time that is not remembered may have been forgotten. */
  boolean isPast(long time) {
    return time <= past;
  }

  /** Whether a result first seen in this slot is to be forgotten. */
  boolean isOver(int born) {
    return born <= slot - SLOTS;
  }

  /** The next slot begins. */
  void next() {
    slot++;
    int at = index(slot);
    past = Math.max(past, latest[at]);
    latest[at] = Long.MIN_VALUE;
  }

  /** Numbers that {@link #merge} takes back: slot, past, then the slots from the oldest on. */
  long[] snapshot() {
    long[] snapshot = new long[2 + SLOTS];
    snapshot[0] = slot;
    snapshot[1] = past;
    for (int i = 0; i < SLOTS; i++) {
      snapshot[2 + i] = latest[index(slot + 1 + i)];
    }
    return snapshot;
  }

  /**
   * Takes over what another one knew, which has labelled results by its own slots. Safe in both
   * directions: the later slot holds, and no slot knows of an earlier time than before.
   */
  void merge(long[] snapshot) {
    int other = Math.toIntExact(snapshot[0]);
    while (slot < other) {
      next();
    }
    past = Math.max(past, snapshot[1]);
    for (int i = 0; i < SLOTS; i++) {
      int label = other - SLOTS + 1 + i;
      if (isOver(label)) {
        past = Math.max(past, snapshot[2 + i]);
      } else {
        latest[index(label)] = Math.max(latest[index(label)], snapshot[2 + i]);
      }
    }
  }

  private static int index(int slot) {
    return Math.floorMod(slot, SLOTS);
  }
}
