package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.Reason;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * What is waited for, and how long and how much at most.
 *
 * @param reasons of dead letters that are waited for
 * @param maxWaitMillis how long, in processing time
 * @param maxRecordsPerKey places in the line of one key
 * @param maxBytesPerKey what they may take
 * @param maxBytes what all places of a subtask may take
 */
public record QuarantineConfig(
    boolean enabled,
    Set<Reason> reasons,
    long maxWaitMillis,
    int maxRecordsPerKey,
    long maxBytesPerKey,
    long maxBytes,
    LimitPolicy onLimit)
    implements Serializable {

  public QuarantineConfig {
    reasons = Set.copyOf(reasons);
  }

  public static QuarantineConfig from(Settings settings) {
    if (settings.get(QuarantineOptions.REASONS).isEmpty()) {
      settings.reject(QuarantineOptions.REASONS, "must not be empty", "one reason or more");
    }
    Duration maxWait = settings.get(QuarantineOptions.MAX_WAIT);
    if (maxWait.toMillis() < 1) {
      settings.reject(QuarantineOptions.MAX_WAIT, "is too short", "1 ms or more");
    }
    int maxRecords = settings.get(QuarantineOptions.MAX_RECORDS_PER_KEY);
    if (maxRecords < 2) {
      settings.reject(
          QuarantineOptions.MAX_RECORDS_PER_KEY,
          "is too small",
          "2 or more: one that is waited for, one that waits");
    }
    long maxBytesPerKey = positive(settings, QuarantineOptions.MAX_BYTES_PER_KEY);
    long maxBytes = positive(settings, QuarantineOptions.MAX_BYTES);
    if (maxBytes < maxBytesPerKey) {
      settings.reject(
          QuarantineOptions.MAX_BYTES,
          "must not be less than quarantine.max-bytes-per-key",
          "at least " + settings.display(QuarantineOptions.MAX_BYTES_PER_KEY));
    }
    return new QuarantineConfig(
        settings.get(QuarantineOptions.ENABLED),
        Set.copyOf(settings.get(QuarantineOptions.REASONS)),
        maxWait.toMillis(),
        maxRecords,
        maxBytesPerKey,
        maxBytes,
        settings.get(QuarantineOptions.ON_LIMIT));
  }

  private static long positive(Settings settings, ConfigOption<MemorySize> option) {
    long bytes = settings.get(option).getBytes();
    if (bytes < 1) {
      settings.reject(option, "must be positive", "a size such as 16 mb");
    }
    return bytes;
  }
}
