package dev.breakwater.operators.decode;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.KafkaOptions;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * What is too much.
 *
 * @param depth of objects and arrays in each other
 * @param futureMillis how far the time of an event may be ahead of the clock
 * @param headers of a record
 * @param idBytes of an id in UTF-8
 * @param recordBytes of the record that is written for an event
 */
public record DecodeLimits(int depth, long futureMillis, int headers, int idBytes, int recordBytes)
    implements Serializable {

  private static final int DEEPEST = 1_000;

  static DecodeLimits from(Settings settings) {
    Duration future = settings.get(DecodeOptions.MAX_FUTURE);
    if (future.isNegative()) {
      settings.reject(DecodeOptions.MAX_FUTURE, "must not be negative", "0 s or more");
    }
    return new DecodeLimits(
        count(settings, DecodeOptions.MAX_DEPTH, DEEPEST),
        future.toMillis(),
        count(settings, DecodeOptions.MAX_HEADERS, Integer.MAX_VALUE),
        bytes(settings, DecodeOptions.MAX_ID_SIZE),
        bytes(settings, KafkaOptions.MAX_RECORD_SIZE));
  }

  private static int count(Settings settings, ConfigOption<Integer> option, int most) {
    int count = settings.get(option);
    if (count < 1 || count > most) {
      settings.reject(option, "is out of range", "1 to " + most);
      return option.defaultValue();
    }
    return count;
  }

  private static int bytes(Settings settings, ConfigOption<MemorySize> option) {
    long bytes = settings.get(option).getBytes();
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      settings.reject(option, "is out of range", "1 to " + Integer.MAX_VALUE + " bytes");
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
