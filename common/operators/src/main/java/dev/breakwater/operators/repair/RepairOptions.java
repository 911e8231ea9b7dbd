package dev.breakwater.operators.repair;

import dev.breakwater.operators.config.OptionGroup;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of a repair. */
public final class RepairOptions {

  public static final ConfigOption<Boolean> ENABLED =
      ConfigOptions.key("repair.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "For a start from a state older than the last one: leave out what the outputs hold"
                  + " already. Remembered in checkpoints until the repaired range is passed. Set by"
                  + " scripts/repair.");

  public static final ConfigOption<String> OUTPUT_FROM =
      ConfigOptions.key("repair.output-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Read the outputs from the first record whose timestamp is not before this time, as"
                  + " RFC 3339 or epoch milliseconds: no later than any record that the source reads"
                  + " again. Unset: from their beginning.");

  public static final ConfigOption<MemorySize> MAX_MEMORY =
      ConfigOptions.key("repair.max-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Heap for what the outputs hold, per sink and subtask, while repairing; more fails"
                  + " the job.");

  private RepairOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Repair", ENABLED, OUTPUT_FROM, MAX_MEMORY);
  }
}
