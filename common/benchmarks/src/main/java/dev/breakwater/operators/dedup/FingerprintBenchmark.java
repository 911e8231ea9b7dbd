package dev.breakwater.operators.dedup;

import dev.breakwater.benchmarks.FlightRecords;
import dev.breakwater.operators.event.Event;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The identity of one event as 128 bits. In the core's own package, as nothing else sees it. */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class FingerprintBenchmark {

  private final Event[] events = FlightRecords.events();
  private int next;

  @Benchmark
  public Fingerprint fingerprint() {
    next = (next + 1) % events.length;
    return Fingerprint.of(events[next]);
  }
}
