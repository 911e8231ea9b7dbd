package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.event.Reason;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of the quarantine. */
public final class QuarantineOptions {

  public static final ConfigOption<Boolean> ENABLED =
      ConfigOptions.key("quarantine.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Keep the order of each key across dead letters: while a record of a key is among"
                  + " them and may come back, later events of that key wait for it. Redrive to a"
                  + " topic that the job reads.");

  public static final ConfigOption<List<Reason>> REASONS =
      ConfigOptions.key("quarantine.reasons")
          .enumType(Reason.class)
          .asList()
          .defaultValues(Reason.DEPENDENCY)
          .withDescription(
              "Reasons of dead letters that are waited for. Those of any other reason go, and"
                  + " nothing waits.");

  public static final ConfigOption<Duration> MAX_WAIT =
      ConfigOptions.key("quarantine.max-wait")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long a record that became a dead letter is waited for, in processing time, from"
                  + " its first failure on.");

  public static final ConfigOption<Integer> MAX_RECORDS_PER_KEY =
      ConfigOptions.key("quarantine.max-records-per-key")
          .intType()
          .defaultValue(10_000)
          .withDescription(
              "How many records of one key are kept in order, those that are waited for included."
                  + " They are released in one go.");

  public static final ConfigOption<MemorySize> MAX_BYTES_PER_KEY =
      ConfigOptions.key("quarantine.max-bytes-per-key")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription("How much those records may take, by their size in Kafka.");

  public static final ConfigOption<MemorySize> MAX_BYTES =
      ConfigOptions.key("quarantine.max-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription("How much the records of all keys may take, per subtask: disk.");

  public static final ConfigOption<LimitPolicy> ON_LIMIT =
      ConfigOptions.key("quarantine.on-limit")
          .enumType(LimitPolicy.class)
          .defaultValue(LimitPolicy.RELEASE)
          .withDescription(
              "What becomes of events that have waited for max-wait or have no room: release (they"
                  + " go on in their order, with the header breakwater-overtook) or dead-letter"
                  + " (reason expired, in their order).");

  private QuarantineOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of(
        "Quarantine",
        ENABLED,
        REASONS,
        MAX_WAIT,
        MAX_RECORDS_PER_KEY,
        MAX_BYTES_PER_KEY,
        MAX_BYTES,
        ON_LIMIT);
  }
}
