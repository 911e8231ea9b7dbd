package dev.breakwater.scripts.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line on the terminal that says how far a step is, written over every second; where there is
 * no terminal, a line every ten seconds.
 */
final class Progress {

  private static final boolean TERMINAL = Boolean.getBoolean("bench.terminal");
  private static final long PERIOD_NANOS = TERMINAL ? 500_000_000L : 10_000_000_000L;

  private final String step;
  private final long total;
  private final long start = System.nanoTime();
  private long shown = start;

  /**
   * @param total records to do
   */
  Progress(String step, long total) {
    this.step = step;
    this.total = total;
    if (TERMINAL) {
      show(0, start);
    }
  }

  void at(long records) {
    long now = System.nanoTime();
    if (now - shown >= PERIOD_NANOS) {
      show(records, now);
    }
  }

  /** Ends the line. */
  void done(String text) {
    System.out.printf("%s  %-28s %s%n", TERMINAL ? "\r\033[K" : "", step, text);
  }

  private void show(long records, long now) {
    shown = now;
    double seconds = Math.max(1e-3, (now - start) / 1e9);
    String text =
        String.format(
            Locale.ROOT,
            "  %-28s %3d %%  %,d of %,d records  %.0f s",
            step,
            total == 0 ? 100 : 100 * records / total,
            records,
            total,
            seconds);
    if (TERMINAL) {
      System.out.print("\r\033[K" + text);
      System.out.flush();
    } else {
      System.out.println(text);
    }
  }

  /** A line of its own. */
  static void say(String format, @Nullable Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
