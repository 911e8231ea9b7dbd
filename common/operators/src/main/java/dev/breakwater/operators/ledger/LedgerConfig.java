package dev.breakwater.operators.ledger;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.Delivery;
import dev.breakwater.operators.kafka.KafkaOptions;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which books are kept.
 *
 * @param instance the instance of the job
 * @param topic where they go; null where none are kept
 * @param bucketMillis the time that is booked together
 */
public record LedgerConfig(String instance, @Nullable String topic, long bucketMillis)
    implements Serializable {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** Whether there are books at all. */
  public boolean isKept() {
    return topic != null;
  }

  public static LedgerConfig from(Settings settings) {
    String topic = settings.find(LedgerOptions.TOPIC);
    if (topic != null && settings.get(KafkaOptions.DELIVERY) != Delivery.EXACTLY_ONCE) {
      settings.reject(
          LedgerOptions.TOPIC,
          "needs sink.delivery exactly-once, or the books are not those of what is written",
          "sink.delivery exactly-once, or no ledger.topic");
    }
    Duration bucket = settings.get(LedgerOptions.BUCKET);
    if (bucket.toMillis() < 1 || bucket.compareTo(LONGEST) > 0) {
      settings.reject(LedgerOptions.BUCKET, "is out of range", "1 ms to 1 d");
      bucket = LedgerOptions.BUCKET.defaultValue();
    }
    return new LedgerConfig(JobInstance.from(settings).toString(), topic, bucket.toMillis());
  }
}
