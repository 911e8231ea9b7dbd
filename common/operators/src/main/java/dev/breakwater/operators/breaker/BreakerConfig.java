package dev.breakwater.operators.breaker;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;

/**
 * When a breaker opens and closes, checked.
 *
 * @param window how far back calls are counted, whole seconds
 * @param minimumCalls in the window before it may open
 * @param failureRatio at which it opens, above 0 up to 1
 * @param openFor how long it permits nothing
 * @param probes calls that decide after that
 */
public record BreakerConfig(
    Duration window, int minimumCalls, double failureRatio, Duration openFor, int probes)
    implements Serializable {

  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Check<Duration> WINDOW =
      new Check<>(
          BreakerOptions.WINDOW,
          window -> isWithin(window, Duration.ofSeconds(1)) && window.toMillis() % 1_000 == 0,
          "must be whole seconds",
          "1 s to 1 d");
  private static final Check<Integer> MINIMUM_CALLS =
      new Check<>(
          BreakerOptions.MINIMUM_CALLS, calls -> calls >= 1, "must be positive", "1 or more");
  private static final Check<Double> FAILURE_RATIO =
      new Check<>(
          BreakerOptions.FAILURE_RATIO,
          ratio -> ratio >= 0.001 && ratio <= 1,
          "is not a share",
          "0.001 to 1");
  private static final Check<Duration> OPEN_FOR =
      new Check<>(
          BreakerOptions.OPEN_FOR,
          openFor -> isWithin(openFor, Duration.ofMillis(1)),
          "is out of range",
          "1 ms to 1 d");
  private static final Check<Integer> PROBES =
      new Check<>(BreakerOptions.PROBES, probes -> probes >= 1, "must be positive", "1 or more");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BreakerConfig {
    WINDOW.require(window);
    MINIMUM_CALLS.require(minimumCalls);
    FAILURE_RATIO.require(failureRatio);
    OPEN_FOR.require(openFor);
    PROBES.require(probes);
  }

  /** Reads the options; a value out of its range is a problem of the settings. */
  public static BreakerConfig from(Settings settings) {
    return new BreakerConfig(
        WINDOW.read(settings),
        MINIMUM_CALLS.read(settings),
        FAILURE_RATIO.read(settings),
        OPEN_FOR.read(settings),
        PROBES.read(settings));
  }

  private static boolean isWithin(Duration duration, Duration shortest) {
    return duration.compareTo(shortest) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private record Check<T>(ConfigOption<T> option, Predicate<T> good, String wrong, String allowed) {

    T read(Settings settings) {
      T value = settings.get(option);
      if (good.test(value)) {
        return value;
      }
      settings.reject(option, wrong, allowed);
      return option.defaultValue();
    }

    void require(T value) {
      if (!good.test(value)) {
        throw new IllegalArgumentException(
            "%s %s, was %s; allowed: %s".formatted(option.key(), wrong, value, allowed));
      }
    }
  }
}
