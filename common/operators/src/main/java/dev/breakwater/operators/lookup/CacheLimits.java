package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/**
 * How long answers are good, and how many are kept.
 *
 * @param freshMillis for how long an answer is used without asking again
 * @param absentMillis the same of the answer that there is nothing
 * @param staleMillis how old an answer may be that stands in for a newer one
 * @param maxBytes heap for answers
 */
record CacheLimits(long freshMillis, long absentMillis, long staleMillis, long maxBytes)
    implements Serializable {

  private static final Duration LONGEST = Duration.ofDays(365);

  static CacheLimits from(Settings settings) {
    return new CacheLimits(
        millis(settings, LookupOptions.FRESH_FOR),
        millis(settings, LookupOptions.ABSENT_FOR),
        millis(settings, LookupOptions.STALE_FOR),
        settings.get(LookupOptions.CACHE_MAX_MEMORY).getBytes());
  }

  /** How long an answer is of any use. */
  long keptMillis() {
    return Math.max(staleMillis, Math.max(freshMillis, absentMillis));
  }

  private static long millis(Settings settings, ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      settings.reject(option, "is out of range", "0 s to 365 d");
      return option.defaultValue().toMillis();
    }
    return value.toMillis();
  }
}
