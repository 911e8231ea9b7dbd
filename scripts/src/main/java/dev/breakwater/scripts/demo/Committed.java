package dev.breakwater.scripts.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * What read_committed readers have seen on the output topics so far.
 *
 * @param clean events between the jobs
 * @param enriched events at the end
 * @param lookups the same, by what they say of their lookup
 * @param dead dead letters of both jobs, by reason code
 * @param redriven dead letters that were sent back to work
 * @param longestPauseMillis the longest time between two readings of enriched events that had some
 */
record Committed(
    long clean,
    long enriched,
    Map<String, Long> lookups,
    long duplicates,
    Map<String, Long> dead,
    long redriven,
    long longestPauseMillis) {

  static final Committed NOTHING = new Committed(0, 0, Map.of(), 0, Map.of(), 0, 0);

  /** The reason of what redrive is for. */
  static final String DEPENDENCY = "dependency";

  Committed {
    lookups = new TreeMap<>(lookups);
    dead = new TreeMap<>(dead);
  }

  long deadInAll() {
    return dead.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Dead letters that are to be sent back to work, and are not yet. */
  long waitingLetters() {
    return Math.max(0, dead.getOrDefault(DEPENDENCY, 0L) - redriven);
  }

  /** Records that are in their place, or among the dead letters. */
  long all() {
    return enriched + duplicates + deadInAll() - redriven;
  }
}
