package dev.breakwater.scripts.demo;

/** How many records are due after some time, at a steady rate. */
record Pace(long perSecond) {

  private static final long NANOS_PER_MILLI = 1_000_000;

  Pace {
    if (perSecond < 1) {
      throw new IllegalArgumentException("perSecond must be positive, was " + perSecond);
    }
  }

  /** The first record is due at once. */
  long due(long elapsedNanos) {
    return 1 + elapsedNanos / NANOS_PER_MILLI * perSecond / 1_000;
  }
}
