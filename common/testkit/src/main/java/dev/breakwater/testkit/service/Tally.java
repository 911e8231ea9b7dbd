package dev.breakwater.testkit.service;

import java.util.EnumMap;
import java.util.Map;

/** Counts the calls of a service. */
final class Tally {

  private final Map<Ending, Long> ended = new EnumMap<>(Ending.class);
  private long begun;

  synchronized void begin() {
    begun++;
  }

  synchronized void end(Ending ending) {
    ended.merge(ending, 1L, Long::sum);
  }

  synchronized Calls read() {
    return new Calls(begun, ended);
  }
}
