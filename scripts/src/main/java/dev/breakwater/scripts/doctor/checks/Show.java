package dev.breakwater.scripts.doctor.checks;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Durations, sizes and names as people write them. */
public final class Show {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@%+=,-]+");

  private Show() {}

  /** The largest unit that keeps it exact, such as {@code 15 min}; milliseconds at the least. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0 s";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + " d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }

  /** About how long, such as {@code 3.2 h}. */
  public static String age(Duration duration) {
    double seconds = duration.toMillis() / 1_000.0;
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 7_200) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 172_800
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3_600)
        : String.format(Locale.ROOT, "%.1f d", seconds / 86_400);
  }

  static String millis(long millis) {
    return millis < 0 ? "for ever" : duration(Duration.ofMillis(millis));
  }

  static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  /** One word for a shell. */
  public static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
