package dev.breakwater.scripts.demo;

/**
 * Decides when everything has come through: as much is committed as was sent, or, where something
 * is missing, the jobs have committed the end of their inputs; and then two more checkpoints, in
 * which whatever comes too often would still show.
 */
final class Ending {

  private static final int MORE_CHECKPOINTS = 2;

  private long enough = Long.MAX_VALUE;

  /** Whether the job has committed the end of its input; asked only when it matters. */
  @FunctionalInterface
  interface Input {
    boolean atEnd() throws InterruptedException;
  }

  /**
   * @param calm all is sent and no fault is to come or to be got over
   */
  boolean reached(Snapshot now, boolean calm, Input input) throws InterruptedException {
    if (calm && enough == Long.MAX_VALUE && (now.lag() == 0 || input.atEnd())) {
      enough = now.job().checkpoints() + MORE_CHECKPOINTS;
    }
    return now.job().checkpoints() >= enough;
  }
}
