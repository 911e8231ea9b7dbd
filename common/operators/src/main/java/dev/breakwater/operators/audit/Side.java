package dev.breakwater.operators.audit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of an equation.
 *
 * @param parts by who booked them: exits of a job, writers of a topic as {@code job/exit}
 */
public record Side(Sum total, SortedMap<String, Sum> parts) {

  public Side {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  static Side of(SortedMap<String, Sum> parts) {
    return new Side(Sum.of(parts.values()), parts);
  }
}
