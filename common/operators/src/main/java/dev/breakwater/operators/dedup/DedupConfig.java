package dev.breakwater.operators.dedup;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * How duplicates are told.
 *
 * @param instance the instance of the job; its own dead letters have not been here
 * @param horizonMillis how far apart the record timestamps of duplicates may be
 * @param retentionMillis how long an identity is kept, in processing time; at least the horizon
 * @param filterMaxBytes the bound of the filter's memory per subtask
 */
public record DedupConfig(
    String instance, long horizonMillis, long retentionMillis, long filterMaxBytes)
    implements Serializable {

  private static final MemorySize SMALLEST_FILTER = MemorySize.parse("1 kb");

  public static DedupConfig from(Settings settings) {
    Duration horizon = settings.get(DedupOptions.HORIZON);
    if (horizon.isZero() || horizon.isNegative()) {
      settings.reject(DedupOptions.HORIZON, "must be positive", "a duration such as 1 h");
    }
    Duration set = settings.find(DedupOptions.RETENTION);
    Duration retention = set == null ? horizon.multipliedBy(2) : set;
    if (retention.compareTo(horizon) < 0) {
      settings.reject(
          DedupOptions.RETENTION, "must not be shorter than dedup.horizon", "at least " + horizon);
    }
    MemorySize filter = settings.get(DedupOptions.FILTER_MAX_MEMORY);
    if (filter.compareTo(SMALLEST_FILTER) < 0) {
      settings.reject(
          DedupOptions.FILTER_MAX_MEMORY, "is too small", "at least " + SMALLEST_FILTER);
    }
    return new DedupConfig(
        JobInstance.from(settings).toString(),
        horizon.toMillis(),
        retention.toMillis(),
        filter.getBytes());
  }
}
