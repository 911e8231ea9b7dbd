package dev.breakwater.operators.quarantine;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.quarantine.Place.Held;
import dev.breakwater.operators.quarantine.Place.Mark;
import org.jspecify.annotations.Nullable;

/** The line of the key at hand: its places, and their sums in step with them. */
final class OpenLine {

  static final long NO_PLACE = -1;

  /** Where the places are kept. */
  interface Rows {

    @Nullable Place place(long number) throws Exception;

    void put(long number, Place place) throws Exception;

    void remove(long number) throws Exception;

    /** The number of the mark of that position, or {@link #NO_PLACE}. */
    long numberOf(String position) throws Exception;

    void note(String position, long number) throws Exception;

    void forget(String position) throws Exception;
  }

  private final QuarantineConfig limits;
  private final Rows rows;

  private long head;
  private long tail;
  private long marks;
  private long held;
  private long bytes;
  private long since;
  private long bytesOfOthers;

  OpenLine(QuarantineConfig limits, Rows rows) {
    this.limits = limits;
    this.rows = rows;
  }

  /**
   * Takes up the line of another key.
   *
   * @param allBytes what the lines of all keys take, this one included
   */
  void open(Line line, long allBytes) {
    head = line.head();
    tail = line.tail();
    marks = line.marks();
    held = line.held();
    bytes = line.bytes();
    since = line.since();
    bytesOfOthers = allBytes - line.bytes();
  }

  /** The line as it is now; its time of expiry as the limits say. */
  Line line() {
    if (isEmpty()) {
      return Line.NONE;
    }
    long expires = since + limits.maxWaitMillis();
    return new Line(
        head, tail, marks, held, bytes, since, expires < since ? Long.MAX_VALUE : expires);
  }

  boolean isEmpty() {
    return head == tail;
  }

  boolean isFirst(long number) {
    return number == head;
  }

  /** The number of the mark of that position, or {@link #NO_PLACE}. */
  long find(String position) throws Exception {
    return isEmpty() ? NO_PLACE : rows.numberOf(position);
  }

  boolean hasRoom(int places, long more) {
    return marks + held + places <= limits.maxRecordsPerKey()
        && bytes + more <= limits.maxBytesPerKey()
        && bytesOfOthers + bytes + more <= limits.maxBytes();
  }

  /** True when the first record has been waited for as long as allowed. */
  boolean isExpired(long now) {
    return !isEmpty() && now - since >= limits.maxWaitMillis();
  }

  void append(Place place) throws Exception {
    if (isEmpty() && place instanceof Mark mark) {
      since = mark.since();
    }
    put(tail++, place);
  }

  /** Fills a place that is free. */
  void put(long number, Place place) throws Exception {
    rows.put(number, place);
    bytes += place.bytes();
    if (place instanceof Mark mark) {
      rows.note(mark.position(), number);
      marks++;
    } else {
      held++;
    }
  }

  Mark removeFirst() throws Exception {
    return removeMark(head);
  }

  Mark removeMark(long number) throws Exception {
    Mark mark = (Mark) requireNonNull(rows.place(number), "mark");
    rows.remove(number);
    rows.forget(mark.position());
    marks--;
    bytes -= mark.bytes();
    return mark;
  }

  /** Takes the first event out; null when a mark is before it, or nothing is left. */
  @Nullable Held nextBeforeMark() throws Exception {
    for (; head < tail; head++) {
      Place place = rows.place(head);
      if (place instanceof Mark mark) {
        since = mark.since();
        return null;
      }
      if (place instanceof Held event) {
        rows.remove(head++);
        held--;
        bytes -= event.bytes();
        return event;
      }
    }
    return null;
  }
}
