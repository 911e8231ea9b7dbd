package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the dead-letter budget. It is counted by each subtask for itself. */
public final class DeadLetterOptions {

  public static final ConfigOption<BudgetPolicy> POLICY =
      ConfigOptions.key("dead-letter.budget.policy")
          .enumType(BudgetPolicy.class)
          .defaultValue(BudgetPolicy.ALERT)
          .withDescription(
              "What happens when too many records become dead letters: alert (a warning and a"
                  + " metric), fail (the job fails and is not restarted; retain checkpoints to go"
                  + " on from the last one), pause (reading stops for a while, checkpoints go on,"
                  + " then a probe decides) or off.");

  // A healthy feed stays under one in a hundred. One in ten is what one broken producer among ten
  // looks like, and the default policy only warns.
  public static final ConfigOption<Double> RATIO =
      ConfigOptions.key("dead-letter.budget.ratio")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "The share of dead letters among all records of the window above which the policy"
                  + " acts, 0 to 1. 1 is never exceeded.");

  public static final ConfigOption<Duration> WINDOW =
      ConfigOptions.key("dead-letter.budget.window")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How far back each subtask counts its records and dead letters, at least 1 s.");

  public static final ConfigOption<Integer> WARM_UP =
      ConfigOptions.key("dead-letter.budget.warm-up")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "How many records a subtask reads after its start before the policy may act; also"
                  + " the length of the probe after a pause. At least 1.");

  public static final ConfigOption<Integer> FLOOR =
      ConfigOptions.key("dead-letter.budget.floor")
          .intType()
          .defaultValue(100)
          .withDescription(
              "How many dead letters of a subtask within the window are always allowed, whatever"
                  + " their share; keeps a quiet topic from raising alarms. 0 or more.");

  public static final ConfigOption<Duration> PAUSE =
      ConfigOptions.key("dead-letter.budget.pause")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long the policy pause stops reading before it reads a probe, at least 1 ms."
                  + " Stopping the job with a savepoint waits for the end of a pause.");

  private DeadLetterOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Dead-letter budget", POLICY, RATIO, WINDOW, WARM_UP, FLOOR, PAUSE);
  }
}
