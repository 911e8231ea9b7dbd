package dev.breakwater.operators.lookup;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * The records that were taken in and have not gone on, in the order in which they came, with the
 * watermarks between them. For one thread, but for {@link #size}.
 */
final class InFlight {

  private final KeyGate<ByteBuffer, Waiting> gate = new KeyGate<>();
  private final Map<Waiting, Long> numbers = new LinkedHashMap<>();
  private final ArrayDeque<HeldMark> marks = new ArrayDeque<>();
  private long taken;
  private volatile int size;

  /** A watermark that came after the record with this number. */
  private record HeldMark(long after, Watermark mark) {}

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** True if a record of this key is in flight. */
  boolean isBusy(ByteBuffer key) {
    return gate.isBusy(key);
  }

  /** Takes a record in, behind those of its key. */
  void enter(Waiting waiting) {
    numbers.put(waiting, ++taken);
    size = numbers.size();
    gate.enter(waiting.key(), waiting);
  }

  /** True if no record of its key is before it. */
  boolean isFirst(Waiting waiting) {
    return gate.isFirst(waiting.key(), waiting);
  }

  /** Lets a record go that is first; the one of its key that is first now, or null. */
  @Nullable Waiting leave(Waiting waiting) {
    numbers.remove(waiting);
    size = numbers.size();
    return gate.leave(waiting.key());
  }

  /** In the order in which they came. */
  Iterable<Waiting> all() {
    return numbers.keySet();
  }

  /** Keeps a watermark; of several between two records only the last counts. */
  void hold(Watermark mark) {
    HeldMark last = marks.peekLast();
    if (last != null && last.after == taken) {
      marks.removeLast();
    }
    marks.add(new HeldMark(taken, mark));
  }

  /** The last watermark that no record before it holds any more; null if there is none. */
  @Nullable Watermark released() {
    if (marks.isEmpty()) {
      return null;
    }
    long oldest = isEmpty() ? Long.MAX_VALUE : numbers.values().iterator().next();
    Watermark released = null;
    while (!marks.isEmpty() && marks.element().after < oldest) {
      released = marks.remove().mark;
    }
    return released;
  }
}
