package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/**
 * How calls are made: how many, how long, how often.
 *
 * @param deadlineMillis of one call
 * @param calls in flight per process and endpoint
 * @param attempts for one answer, the first included
 * @param backoffMillis the longest pause before the second attempt
 * @param maxBackoffMillis the longest pause of all
 * @param giveUpMillis after the first attempt no other begins later than this
 */
record CallLimits(
    long deadlineMillis,
    int calls,
    int attempts,
    long backoffMillis,
    long maxBackoffMillis,
    long giveUpMillis)
    implements Serializable {

  private static final Duration LONGEST = Duration.ofHours(1);

  static CallLimits from(Settings settings) {
    long backoff = millis(settings, LookupOptions.INITIAL_BACKOFF);
    long maxBackoff = millis(settings, LookupOptions.MAX_BACKOFF);
    if (maxBackoff < backoff) {
      settings.reject(
          LookupOptions.MAX_BACKOFF,
          "must not be shorter than lookup.retry.initial-backoff",
          "at least " + backoff + " ms");
    }
    return new CallLimits(
        millis(settings, LookupOptions.DEADLINE),
        positive(settings, LookupOptions.MAX_CALLS),
        positive(settings, LookupOptions.MAX_ATTEMPTS),
        backoff,
        maxBackoff,
        millis(settings, LookupOptions.GIVE_UP_AFTER));
  }

  static int positive(Settings settings, ConfigOption<Integer> option) {
    int value = settings.get(option);
    if (value < 1) {
      settings.reject(option, "must be positive", "1 or more");
      return option.defaultValue();
    }
    return value;
  }

  private static long millis(Settings settings, ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      settings.reject(option, "is out of range", "1 ms to 1 h");
      return option.defaultValue().toMillis();
    }
    return value.toMillis();
  }
}
