package dev.breakwater.operators.kafka;

import java.util.Locale;

/**
 * What happens when the broker refuses a commit and no longer knows whether it was done before: a
 * transactional id that expired after days without the job, or that was used again by a run that
 * started from an older state.
 *
 * <p>A transaction that the broker is known to have aborted is never accepted.
 */
public enum UnprovenCommit {
  /** The job fails for good and says which transaction it was. */
  FAIL,
  /**
   * The transaction counts as committed. Meant for one start, after somebody has looked at what the
   * output holds.
   */
  ACCEPT;

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
