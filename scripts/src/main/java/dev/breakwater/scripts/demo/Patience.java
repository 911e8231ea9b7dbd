package dev.breakwater.scripts.demo;

/** Ends a run in which nothing moves any more. */
final class Patience {

  private static final long STALLED_MILLIS = 120_000;

  private long movedAtMillis;
  private long moved = -1;

  /** For how many milliseconds nothing was sent and nothing has come out. */
  long still(Snapshot now) {
    long all = now.sent() + now.committed().all();
    if (all != moved) {
      moved = all;
      movedAtMillis = now.elapsedMillis();
    }
    return now.elapsedMillis() - movedAtMillis;
  }

  /**
   * @throws DemoException when nothing was sent and nothing came out for two minutes
   */
  void check(Snapshot now) {
    if (still(now) > STALLED_MILLIS) {
      throw new DemoException(
          "nothing has moved for %d s: sent=%d committed=%d checkpoints=%d job=%s"
              .formatted(
                  STALLED_MILLIS / 1_000,
                  now.sent(),
                  now.committed().all(),
                  now.job().checkpoints(),
                  now.job().status()));
    }
  }
}
