package dev.breakwater.operators.window;

import java.io.Serializable;
import java.util.Locale;

/**
 * Which events are together in a window. All times are epoch milliseconds; windows of fixed size
 * are aligned to 1970-01-01T00:00:00Z.
 *
 * <p>Windows of fixed size are made of panes as long as the slide, each of which is in size / slide
 * windows, so an event is counted once whatever the number of its windows.
 *
 * @param kind tumbling, hopping or session
 * @param size of a window; of sessions the gap: a session ends so long after its last event
 * @param slide from one window to the next; of sessions the gap
 * @param lateness how long a window waits for late events after its end
 */
public record Shape(Kind kind, long size, long slide, long lateness) implements Serializable {

  /** The kinds of windows. */
  public enum Kind {
    TUMBLING,
    HOPPING,
    SESSION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean session() {
    return kind == Kind.SESSION;
  }

  /** The start of the pane that a time is in. */
  long pane(long time) {
    return time - Math.floorMod(time, slide);
  }

  /** The start of the earliest window that a pane is in. */
  long earliest(long pane) {
    return pane - size + slide;
  }

  long end(long start) {
    return start + size;
  }

  /** A window is closed when the watermark is this or later. */
  long closing(long end) {
    return end - 1 + lateness;
  }

  /**
   * An event of this time is late when the watermark is this or later: it goes into all of its
   * windows or into none, so that what is in a window does not depend on when another is closed.
   * For a session that is the time itself, since it may join one that ends just then.
   */
  long late(long time) {
    return session() ? time + lateness : closing(end(earliest(pane(time))));
  }
}
