package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The demo's mix: real flights, some twice, some late, and broken ones of every kind.
 *
 * @param all more than enough
 * @param carried whether what is read can have such a record; others are left out
 * @param events how many there are, of all kinds
 */
record FlightWorkload(Workload all, Predicate<WorkloadRecord> carried, int events)
    implements Iterable<WorkloadRecord> {

  static final double DUPLICATES = 0.05;
  static final double BROKEN = 0.02;
  static final double LARGE = 0.0002;
  static final double LATE = 0.01;

  /** What ingest accepts by its default. */
  private static final int SIZE_LIMIT = 1_000_000;

  /** Few are left out. */
  private static final long ENOUGH = 2L * DemoSettings.MOST_EVENTS;

  static FlightWorkload of(long seed, int events, Predicate<WorkloadRecord> carried) {
    Workload all =
        Workload.builder()
            .seed(seed)
            .events(ENOUGH)
            .duplicates(DUPLICATES)
            .late(LATE)
            .malformed(BROKEN)
            .rate(Kind.OVERSIZED, LARGE)
            .rate(Kind.TOO_MANY_HEADERS, LARGE)
            .sizeLimit(SIZE_LIMIT)
            .headers(0.1)
            .build();
    return new FlightWorkload(all, carried, events);
  }

  @Override
  public Iterator<WorkloadRecord> iterator() {
    return StreamSupport.stream(all.spliterator(), false).filter(carried).limit(events).iterator();
  }
}
