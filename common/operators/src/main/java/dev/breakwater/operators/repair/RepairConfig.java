package dev.breakwater.operators.repair;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.CommittedReader;
import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a repair is done.
 *
 * @param enabled whether this start repairs
 * @param outputFrom the outputs are read from the first record that is not older, epoch
 *     milliseconds; {@link #BEGINNING} for all
 * @param maxBytes the bound of memory, per sink and subtask
 */
public record RepairConfig(boolean enabled, long outputFrom, long maxBytes)
    implements Serializable {

  static final long BEGINNING = CommittedReader.BEGINNING;

  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

  /** Reads the options of a repair; what is wrong with them is in the settings' problems. */
  public static RepairConfig from(Settings settings) {
    return new RepairConfig(
        settings.get(RepairOptions.ENABLED),
        millis(settings, settings.find(RepairOptions.OUTPUT_FROM)),
        settings.get(RepairOptions.MAX_MEMORY).getBytes());
  }

  private static long millis(Settings settings, @Nullable String text) {
    if (text == null) {
      return BEGINNING;
    }
    String time = text.trim();
    if (MILLIS.matcher(time).matches()) {
      return Long.parseLong(time);
    }
    try {
      return Math.max(0, Instant.parse(time).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      settings.reject(
          RepairOptions.OUTPUT_FROM,
          "must be a time",
          "RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
      return BEGINNING;
    }
  }
}
