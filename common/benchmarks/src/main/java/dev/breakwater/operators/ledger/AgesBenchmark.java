package dev.breakwater.operators.ledger;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the age of a record adds to its booking: a reading of the clock, and the counting of an age,
 * in random order. The harness of {@link BookingBenchmark} has a clock that stands, which costs
 * nothing.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class AgesBenchmark {

  private static final int AGES = 1 << 14;

  /** Ages are from 0 to this many milliseconds. */
  @Param({"100", "2000", "60000"})
  public int most = 0;

  private final long[] ages = new long[AGES];
  private final AgeCounts counts = new AgeCounts();
  private int next;

  @Setup
  public void draw() {
    Random random = new Random(7);
    for (int i = 0; i < AGES; i++) {
      ages[i] = random.nextLong(most);
    }
  }

  @Benchmark
  public long clock() {
    return System.currentTimeMillis();
  }

  @Benchmark
  public void add() {
    next = (next + 1) & (AGES - 1);
    counts.add(ages[next]);
  }
}
