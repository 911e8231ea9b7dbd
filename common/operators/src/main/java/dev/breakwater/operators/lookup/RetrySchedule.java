package dev.breakwater.operators.lookup;

import java.util.random.RandomGenerator;

/**
 * When to ask again: exponential backoff, half of it drawn at random so that those who failed
 * together do not come back together.
 */
final class RetrySchedule {

  /** What {@link #pause} says when it is over. */
  static final long NEVER = -1;

  private final CallLimits limits;
  private final RandomGenerator random;

  RetrySchedule(CallLimits limits, RandomGenerator random) {
    this.limits = limits;
    this.random = random;
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempts made so far, at least 1
   * @param elapsedMillis since the first one began
   * @param retryAfterMillis what the dependency wishes, 0 for nothing; kept up to the longest pause
   * @return milliseconds, or {@link #NEVER}
   */
  long pause(int attempts, long elapsedMillis, long retryAfterMillis) {
    if (attempts >= limits.attempts()) {
      return NEVER;
    }
    long wished = Math.min(retryAfterMillis, limits.maxBackoffMillis());
    long pause = Math.max(backoff(attempts), wished);
    return elapsedMillis + pause > limits.giveUpMillis() ? NEVER : pause;
  }

  /** How long a record waits that is held until there is an answer, from half to all of it. */
  long waitingPause() {
    return jittered(limits.maxBackoffMillis());
  }

  private long backoff(int attempts) {
    long most = limits.backoffMillis();
    for (int i = 1; i < attempts && most < limits.maxBackoffMillis(); i++) {
      most *= 2;
    }
    return jittered(Math.min(most, limits.maxBackoffMillis()));
  }

  private long jittered(long most) {
    long least = most - most / 2;
    return random.nextLong(least, most + 1);
  }
}
