package dev.breakwater.operators.lookup;

import java.util.ArrayDeque;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Watermarks that wait for the records before them. One per number at most, so no more than records
 * wait.
 */
final class HeldWatermarks {

  private final ArrayDeque<Held> held = new ArrayDeque<>();

  private record Held(long after, Watermark mark) {}

  /** Keeps a watermark that came after the record with this number. */
  void add(long after, Watermark mark) {
    Held last = held.peekLast();
    if (last != null && last.after == after) {
      held.removeLast();
    }
    held.add(new Held(after, mark));
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** The latest one that may go on when all records before this number have; else null. */
  @Nullable Watermark before(long oldest) {
    Watermark latest = null;
    while (!held.isEmpty() && held.element().after < oldest) {
      latest = held.remove().mark;
    }
    return latest;
  }
}
