package dev.breakwater.scripts.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * What read_committed readers have seen on the output topics so far.
 *
 * @param dead by reason code
 * @param longestPauseMillis the longest time between two readings of clean records that had some
 */
record Committed(long clean, long duplicates, Map<String, Long> dead, long longestPauseMillis) {

  static final Committed NOTHING = new Committed(0, 0, Map.of(), 0);

  Committed {
    dead = new TreeMap<>(dead);
  }

  long deadInAll() {
    return dead.values().stream().mapToLong(Long::longValue).sum();
  }

  long all() {
    return clean + duplicates + deadInAll();
  }
}
