package dev.breakwater.operators.breaker;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the circuit breaker. */
public final class BreakerOptions {

  public static final ConfigOption<Duration> WINDOW =
      ConfigOptions.key("breaker.window")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How far back calls are counted, whole seconds, at least 1 s.");

  public static final ConfigOption<Integer> MINIMUM_CALLS =
      ConfigOptions.key("breaker.minimum-calls")
          .intType()
          .defaultValue(20)
          .withDescription(
              "How many calls of the window must be known before the breaker may open, at least"
                  + " 1.");

  public static final ConfigOption<Double> FAILURE_RATIO =
      ConfigOptions.key("breaker.failure-ratio")
          .doubleType()
          .defaultValue(0.5)
          .withDescription(
              "The share of failed calls at which the breaker opens, above 0 up to 1. Failed are"
                  + " timeouts, connection errors, 5xx, 429, 401, 403, 407 and answers that cannot"
                  + " be used.");

  public static final ConfigOption<Duration> OPEN_FOR =
      ConfigOptions.key("breaker.open-for")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How long an open breaker permits no call before it lets probes through, at least"
                  + " 1 ms.");

  public static final ConfigOption<Integer> PROBES =
      ConfigOptions.key("breaker.probes")
          .intType()
          .defaultValue(3)
          .withDescription(
              "How many calls are let through after that; their share of failures decides whether"
                  + " the breaker closes or opens again. At least 1.");

  private BreakerOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "Circuit breaker", WINDOW, MINIMUM_CALLS, FAILURE_RATIO, OPEN_FOR, PROBES);
  }
}
