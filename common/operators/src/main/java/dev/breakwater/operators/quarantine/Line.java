package dev.breakwater.operators.quarantine;

/**
 * The row of a key that has a line: places are numbered from {@code head}, which is always a mark,
 * to before {@code tail}. A place in between may be gone.
 *
 * @param marks how many of the places are marks
 * @param held how many of the places are events
 * @param bytes roughly, what all places take
 * @param since when the record of the first mark was parked, epoch milliseconds
 * @param expires when that mark is given up: the time of the one timer of the key
 */
record Line(long head, long tail, long marks, long held, long bytes, long since, long expires) {

  /** No key has a line of none: nothing is kept of it. */
  static final Line NONE = new Line(0, 0, 0, 0, 0, 0, 0);

  boolean isNone() {
    return head == tail;
  }
}
