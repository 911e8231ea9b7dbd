package dev.breakwater.operators.audit;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/**
 * When buckets are judged and forgotten, and who reads what.
 *
 * @param graceMillis a bucket is judged once nothing was booked for it for so long
 * @param silenceMillis it is judged by the clock once event time stands for so long
 * @param horizonMillis a bucket, a writer or a reader is forgotten once nothing was booked for it
 *     for so long
 * @param letterHorizonMillis a dead letter that waits is forgotten once nothing was booked for its
 *     bucket for so long
 * @param readers by topic; of topics that are not here all readers count that were seen
 */
public record AuditConfig(
    long graceMillis,
    long silenceMillis,
    long horizonMillis,
    long letterHorizonMillis,
    Map<String, List<String>> readers)
    implements Serializable {

  public AuditConfig {
    readers = Map.copyOf(readers);
  }

  /** Reads {@link AuditOptions}; what is wrong with them is in the settings' problems. */
  public static AuditConfig from(Settings settings) {
    long grace = positive(settings, AuditOptions.GRACE);
    long horizon = positive(settings, AuditOptions.HORIZON);
    if (horizon <= grace) {
      settings.reject(
          AuditOptions.HORIZON,
          "must be longer than audit.grace",
          "more than " + settings.display(AuditOptions.GRACE));
    }
    return new AuditConfig(
        grace,
        positive(settings, AuditOptions.SILENCE),
        horizon,
        positive(settings, AuditOptions.LETTER_HORIZON),
        readers(settings));
  }

  private static long positive(Settings settings, ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.toMillis() < 1) {
      settings.reject(option, "must be positive", "1 ms or more");
      return option.defaultValue().toMillis();
    }
    return value.toMillis();
  }

  private static Map<String, List<String>> readers(Settings settings) {
    Map<String, List<String>> readers = new TreeMap<>();
    for (String pair : settings.get(AuditOptions.READERS)) {
      int at = pair.indexOf('=');
      if (at < 1 || at == pair.length() - 1 || pair.indexOf('|') >= 0) {
        settings.reject(
            AuditOptions.READERS,
            "must be pairs of a topic and a job",
            "TOPIC=JOB for each reader, JOB its job.instance");
      } else {
        readers
            .computeIfAbsent(pair.substring(0, at).trim(), topic -> new ArrayList<>())
            .add(pair.substring(at + 1).trim());
      }
    }
    return readers;
  }
}
