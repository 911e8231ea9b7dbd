package dev.breakwater.operators.dedup;

import java.util.SplittableRandom;
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
 * The core of deduplication: the filter's answer about one fingerprint. In the core's own package,
 * because nothing outside needs to see the core.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class SeenFilterBenchmark {

  private static final long MEMORY = 64L << 20;
  private static final long RETENTION = Long.MAX_VALUE;

  /** Fingerprints that the filter holds already. */
  @Param({"100000", "1000000", "10000000"})
  public int seen;

  private final SplittableRandom random = new SplittableRandom(1);
  private SeenFilter filter = new SeenFilter(MEMORY, RETENTION, 0);

  @Setup
  public void fill() {
    filter = new SeenFilter(MEMORY, RETENTION, 0);
    for (int i = 0; i < seen; i++) {
      filter.add(random.nextLong(), random.nextLong());
    }
  }

  /** Nearly all of them are new. */
  @Benchmark
  public boolean mayContain() {
    return filter.mayContain(random.nextLong(), random.nextLong());
  }
}
