package dev.breakwater.operators.dedup;

import dev.breakwater.operators.config.OptionGroup;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of deduplication. */
public final class DedupOptions {

  public static final ConfigOption<Duration> HORIZON =
      ConfigOptions.key("dedup.horizon")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "An event is a duplicate when one of the same identity went on before and the"
                  + " timestamps of their records are at most this far apart.");

  public static final ConfigOption<Duration> RETENTION =
      ConfigOptions.key("dedup.retention")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long, in processing time, an identity is kept: the horizon plus the longest"
                  + " outage across which duplicates must still be caught. Unset: twice the"
                  + " horizon. Costs disk: about 40 bytes an identity.");

  public static final ConfigOption<MemorySize> FILTER_MAX_MEMORY =
      ConfigOptions.key("dedup.filter.max-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Heap that the filter in front of RocksDB may use, per subtask: 2 bytes an identity"
                  + " keep nearly all reads away. It grows only as needed.");

  private DedupOptions() {}

  public static OptionGroup group() {
    return OptionGroup.of("Deduplication", HORIZON, RETENTION, FILTER_MAX_MEMORY);
  }
}
