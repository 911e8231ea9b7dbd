package dev.breakwater.scripts.drill.measure;

import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadBuilder;

/** What may be sent: real flights with more or less that is wrong with them, without an end. */
public final class Mixes {

  /** What ingest accepts by its default. */
  private static final int SIZE_LIMIT = 1_000_000;

  private static final double DUPLICATES = 0.05;
  private static final double BROKEN = 0.02;
  private static final double STORM = 0.3;
  private static final double LARGE = 0.002;

  /** More than any drill sends. */
  private static final long ENDLESS = 50_000_000;

  private Mixes() {}

  /** Every day's: 5 % duplicates, 1 % late, 2 % broken. */
  public static Workload everyday(long seed) {
    return base(seed).malformed(BROKEN).build();
  }

  /** Every day's without what is broken. */
  public static Workload sound(long seed) {
    return base(seed).build();
  }

  /** Of ten records three are broken, in every way there is. */
  public static Workload poison(long seed) {
    return base(seed).malformed(STORM).build();
  }

  /** Values and headers larger than any topic takes, now and then. */
  public static Workload oversized(long seed) {
    return base(seed)
        .malformed(BROKEN)
        .rate(Kind.OVERSIZED, LARGE)
        .rate(Kind.TOO_MANY_HEADERS, LARGE)
        .build();
  }

  private static WorkloadBuilder base(long seed) {
    return Workload.builder()
        .seed(seed)
        .events(ENDLESS)
        .duplicates(DUPLICATES)
        .late(0.01)
        .sizeLimit(SIZE_LIMIT);
  }
}
