package dev.breakwater.operators.quorum;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of reconciling. */
public final class QuorumOptions {

  public static final ConfigOption<List<String>> REPLICAS =
      ConfigOptions.key("quorum.replicas")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The replicas in the order of their rank, each NAME=TOPIC, or only NAME where a header"
                  + " tells them apart; 2 to 16. Part of the state: append new ones, move none.");

  public static final ConfigOption<String> HEADER =
      ConfigOptions.key("quorum.replica-header")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The header with the name of the replica, where they share topics. Unset: the topic"
                  + " says it.");

  public static final ConfigOption<QuorumMode> MODE =
      ConfigOptions.key("quorum.mode")
          .enumType(QuorumMode.class)
          .defaultValue(QuorumMode.QUORUM)
          .withDescription(
              "first (the first copy of a result goes out), quorum (the content that quorum.agree"
                  + " copies agree on), primary (what the first replica says; the next in rank while"
                  + " it is silent) or blue-green (the first replica before quorum.cut-over-at, the"
                  + " second from it on).");

  public static final ConfigOption<Integer> AGREE =
      ConfigOptions.key("quorum.agree")
          .intType()
          .noDefaultValue()
          .withDescription(
              "How many copies must agree, with the mode quorum. Unset: more than half of the"
                  + " replicas.");

  public static final ConfigOption<String> CUT_OVER_AT =
      ConfigOptions.key("quorum.cut-over-at")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With the mode blue-green: results of this time and later are those of the second"
                  + " replica. RFC 3339.");

  public static final ConfigOption<Duration> DEADLINE =
      ConfigOptions.key("quorum.deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How long after its first copy a result waits for what the mode asks for. Longer than"
                  + " the replicas' commit interval.");

  public static final ConfigOption<DeadlinePolicy> ON_DEADLINE =
      ConfigOptions.key("quorum.on-deadline")
          .enumType(DeadlinePolicy.class)
          .defaultValue(DeadlinePolicy.EMIT)
          .withDescription(
              "What becomes of a result that is not settled then: emit (the best copy goes out, with"
                  + " the header breakwater-agreement) or hold (it waits until quorum.verify-for"
                  + " ends, and is a discrepancy then).");

  public static final ConfigOption<Duration> VERIFY_FOR =
      ConfigOptions.key("quorum.verify-for")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long after the first copy the others are waited for; then they are missing."
                  + " Longer than quorum.deadline.");

  public static final ConfigOption<Duration> HORIZON =
      ConfigOptions.key("quorum.horizon")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long a result is remembered after its first copy, of the time that the job runs."
                  + " A copy that comes later, and has no later time than such a forgotten result, is"
                  + " a straggler and never goes out. At least twice quorum.verify-for.");

  public static final ConfigOption<QuorumComparison.Form> COMPARE_AS =
      ConfigOptions.key("quorum.compare.as")
          .enumType(QuorumComparison.Form.class)
          .defaultValue(QuorumComparison.Form.BYTES)
          .withDescription(
              "What payloads are compared as: bytes, or json (white space, the order of members and"
                  + " the spelling of numbers do not matter). A payload that is not JSON is compared"
                  + " as bytes.");

  public static final ConfigOption<List<String>> IGNORE =
      ConfigOptions.key("quorum.compare.ignore")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription("With json: JSON pointers to what may differ.");

  public static final ConfigOption<Double> ABSOLUTE =
      ConfigOptions.key("quorum.compare.tolerance.absolute")
          .doubleType()
          .defaultValue(0.0)
          .withDescription(
              "With json: how far two numbers may be apart. With a tolerance a copy agrees with the"
                  + " first copy of its group, and that one goes out.");

  public static final ConfigOption<Double> RELATIVE =
      ConfigOptions.key("quorum.compare.tolerance.relative")
          .doubleType()
          .defaultValue(0.0)
          .withDescription(
              "With json: how far two numbers may be apart, as a share of the larger one, 0 to 1.");

  public static final ConfigOption<Boolean> ATTRIBUTES =
      ConfigOptions.key("quorum.compare.attributes")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether type, subject and time of copies must be the same, too.");

  public static final ConfigOption<String> COUNT =
      ConfigOptions.key("quorum.compare.count")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "JSON pointer to the number of events that a result was made of. Contents that differ"
                  + " in it are a late-split, others are altered. Unset: all are altered.");

  public static final ConfigOption<Duration> SILENT_AFTER =
      ConfigOptions.key("quorum.silent-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "A replica is silent when others go on for so long without it; the next in rank takes"
                  + " over then, with the mode primary. Longer than its commit interval.");

  public static final ConfigOption<Duration> LAG_BOUND =
      ConfigOptions.key("quorum.lag.bound")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How far the times of a replica's results may be behind what another one has reached;"
                  + " with three and more replicas, what two others have: one may be wrong.");

  public static final ConfigOption<Duration> LAG_AFTER =
      ConfigOptions.key("quorum.lag.after")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How long a replica may be further behind, by the clock. One that first appears later"
                  + " than this after the start must have caught up at once.");

  public static final ConfigOption<Integer> DIVERGENCE_WINDOW =
      ConfigOptions.key("quorum.divergence.window")
          .intType()
          .defaultValue(100)
          .withDescription(
              "How many of a replica's latest results are looked at, per subtask; 1 to 100000.");

  public static final ConfigOption<Double> DIVERGENCE_RATIO =
      ConfigOptions.key("quorum.divergence.ratio")
          .doubleType()
          .defaultValue(0.05)
          .withDescription(
              "A replica diverged when more than this share of the window differs from what the"
                  + " others agree on, 0 to 1.");

  public static final ConfigOption<Boolean> FENCE =
      ConfigOptions.key("quorum.fence")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the copies of a replica that lags or diverged no longer count, and it is not"
                  + " chosen as primary. They are verified all the same.");

  public static final ConfigOption<Integer> RETURN_AFTER =
      ConfigOptions.key("quorum.return-after")
          .intType()
          .defaultValue(20)
          .withDescription(
              "After how many results in a row that are agreed on and within quorum.lag.bound a"
                  + " replica counts again, and is primary again; at least 1.");

  public static final ConfigOption<Integer> MISSING_IN_A_ROW =
      ConfigOptions.key("quorum.missing-in-a-row")
          .intType()
          .defaultValue(100)
          .withDescription(
              "So many results in a row that are missing from a replica are reported one by one, per"
                  + " subtask; further ones are only counted until it delivers one; 0 or more.");

  public static final ConfigOption<MemorySize> PAYLOAD_LIMIT =
      ConfigOptions.key("quorum.discrepancies.payload-limit")
          .memoryType()
          .defaultValue(MemorySize.parse("4 kb"))
          .withDescription(
              "How much of payloads a discrepancy shows, all together; at most 64 kb.");

  private QuorumOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "Reconciling",
        REPLICAS,
        HEADER,
        MODE,
        AGREE,
        CUT_OVER_AT,
        DEADLINE,
        ON_DEADLINE,
        VERIFY_FOR,
        HORIZON,
        COMPARE_AS,
        IGNORE,
        ABSOLUTE,
        RELATIVE,
        ATTRIBUTES,
        COUNT,
        SILENT_AFTER,
        LAG_BOUND,
        LAG_AFTER,
        DIVERGENCE_WINDOW,
        DIVERGENCE_RATIO,
        FENCE,
        RETURN_AFTER,
        MISSING_IN_A_ROW,
        PAYLOAD_LIMIT);
  }
}
