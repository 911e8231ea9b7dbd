package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;

/**
 * The dead-letter budget of each subtask, checked.
 *
 * @param ratio the share of dead letters that is allowed, 0 to 1
 * @param window how far back is counted, at least 1 s
 * @param warmUp records before the policy may act, at least 1
 * @param floor dead letters in the window that are always allowed, 0 or more
 * @param pause how long the policy pause stops reading, at least 1 ms
 */
public record DeadLetterConfig(
    BudgetPolicy policy, double ratio, Duration window, int warmUp, int floor, Duration pause)
    implements Serializable {

  private static final Check<Double> RATIO =
      new Check<>(
          DeadLetterOptions.RATIO,
          ratio -> ratio >= 0 && ratio <= 1,
          "is not a share",
          "0 to 1, where 1 is never exceeded");
  private static final Check<Duration> WINDOW =
      new Check<>(
          DeadLetterOptions.WINDOW,
          window -> window.compareTo(Duration.ofSeconds(1)) >= 0,
          "is too short",
          "1 s or more");
  private static final Check<Integer> WARM_UP =
      new Check<>(DeadLetterOptions.WARM_UP, warmUp -> warmUp >= 1, "is too small", "1 or more");
  private static final Check<Integer> FLOOR =
      new Check<>(DeadLetterOptions.FLOOR, floor -> floor >= 0, "is negative", "0 or more");
  private static final Check<Duration> PAUSE =
      new Check<>(
          DeadLetterOptions.PAUSE, pause -> pause.toMillis() >= 1, "is too short", "1 ms or more");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DeadLetterConfig {
    RATIO.require(ratio);
    WINDOW.require(window);
    WARM_UP.require(warmUp);
    FLOOR.require(floor);
    PAUSE.require(pause);
  }

  /** Reads the options; a value out of its range is a problem of the settings. */
  public static DeadLetterConfig from(Settings settings) {
    return new DeadLetterConfig(
        settings.get(DeadLetterOptions.POLICY),
        RATIO.read(settings),
        WINDOW.read(settings),
        WARM_UP.read(settings),
        FLOOR.read(settings),
        PAUSE.read(settings));
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
