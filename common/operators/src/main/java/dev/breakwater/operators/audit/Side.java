package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.Ages;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of an equation.
 *
 * @param parts by who booked them: exits of a job, writers of a topic as {@code job/exit}
 * @param ages how old the records were when they were booked; of fewer records than there are where
 *     a job books none
 */
public record Side(Sum total, SortedMap<String, Sum> parts, Ages ages) {

  public Side {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** One that says nothing of ages. */
  public Side(Sum total, SortedMap<String, Sum> parts) {
    this(total, parts, Ages.NONE);
  }

  static Side of(SortedMap<String, Sum> parts, Ages ages) {
    return new Side(Sum.of(parts.values()), parts, ages);
  }
}
