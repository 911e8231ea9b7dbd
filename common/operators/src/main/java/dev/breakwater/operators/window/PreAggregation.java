package dev.breakwater.operators.window;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Partial results that have not been shuffled yet, within a bound of memory: however often a key
 * comes, it is shuffled once per flush. Used by one thread.
 */
final class PreAggregation {

  /** Where they go. */
  interface Target {
    void emit(String key, long pane, Partial partial);
  }

  /** Partial results of one key: of one pane or, for sessions, of events within the gap. */
  private static final class Entry {
    private final long pane;
    private final Partial partial;
    private @Nullable Entry next;

    Entry(long pane, Partial partial, @Nullable Entry next) {
      this.pane = pane;
      this.partial = partial;
      this.next = next;
    }
  }

  private static final int OBJECTS = 160;

  private final Shape shape;
  private final EventReader reader;
  private final long maxBytes;
  private final HotKeys hotKeys;
  private final Map<String, Entry> entries = new HashMap<>();
  private long bytes;
  private long events;
  private long earliestDue = Long.MAX_VALUE;

  PreAggregation(Shape shape, EventReader reader, long maxBytes, HotKeys hotKeys) {
    this.shape = shape;
    this.reader = reader;
    this.maxBytes = maxBytes;
    this.hotKeys = hotKeys;
  }

  /** Adds the event that was read. */
  void add(long time) {
    Partial partial = find(reader.key(), time);
    int before = partial.bytes();
    reader.addTo(partial, time);
    bytes += partial.bytes() - before;
    events++;
    earliestDue = Math.min(earliestDue, due(time));
  }

  boolean isFull() {
    return bytes > maxBytes;
  }

  /** Whether a window that something here belongs to is told at this watermark. */
  boolean isDue(long watermark) {
    return watermark >= earliestDue;
  }

  /** When the first window of an event of this time may be told, late events not awaited. */
  private long due(long time) {
    return shape.late(time) - shape.lateness();
  }

  private Partial find(String key, long time) {
    Entry head = entries.get(key);
    for (Entry entry = head; entry != null; entry = entry.next) {
      if (fits(entry, time)) {
        return entry.partial;
      }
    }
    Entry made = new Entry(shape.session() ? time : shape.pane(time), reader.empty(), head);
    entries.put(key, made);
    bytes += OBJECTS + 2L * key.length() + made.partial.bytes();
    return made.partial;
  }

  private boolean fits(Entry entry, long time) {
    if (!shape.session()) {
      return entry.pane == shape.pane(time);
    }
    return time < entry.partial.last() + shape.size()
        && time > entry.partial.first() - shape.size();
  }

  void flush(Target target) {
    hotKeys.begin(events);
    Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Entry> ofKey = all.next();
      for (Entry entry = ofKey.getValue(); entry != null; entry = entry.next) {
        hotKeys.add(ofKey.getKey(), entry.partial.events());
        long pane = shape.session() ? entry.partial.first() : entry.pane;
        target.emit(ofKey.getKey(), pane, entry.partial);
      }
    }
    hotKeys.end();
    entries.clear();
    bytes = 0;
    events = 0;
    earliestDue = Long.MAX_VALUE;
  }
}
