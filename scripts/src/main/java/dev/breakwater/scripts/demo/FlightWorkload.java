package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;

/** The demo's mix: real flights, some twice, some late, and broken ones of every kind. */
final class FlightWorkload {

  static final double DUPLICATES = 0.05;
  static final double BROKEN = 0.02;
  static final double LARGE = 0.0002;
  static final double LATE = 0.01;

  /** What ingest accepts by its default. */
  private static final int SIZE_LIMIT = 1_000_000;

  private FlightWorkload() {}

  static Workload of(long seed, int events) {
    return Workload.builder()
        .seed(seed)
        .events(events)
        .duplicates(DUPLICATES)
        .late(LATE)
        .malformed(BROKEN)
        .rate(Kind.OVERSIZED, LARGE)
        .rate(Kind.TOO_MANY_HEADERS, LARGE)
        .sizeLimit(SIZE_LIMIT)
        .headers(0.1)
        .build();
  }
}
