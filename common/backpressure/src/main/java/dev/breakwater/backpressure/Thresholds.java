package dev.breakwater.backpressure;

import org.apache.flink.metrics.MetricConfig;

/**
 * From which share of the time a task counts as held up, and below which no longer.
 *
 * @param on share in (0, 1]
 * @param off share in [0, on)
 */
record Thresholds(double on, double off) {

  static final String ON = "on-percent";
  static final String OFF = "off-percent";

  private static final int DEFAULT_ON = 50;
  private static final int DEFAULT_OFF = 10;
  private static final double PERCENT = 100;

  /**
   * Reads {@code on-percent} and {@code off-percent}.
   *
   * @throws IllegalArgumentException with key, value and what is allowed
   */
  static Thresholds of(MetricConfig config) {
    int on = percent(config, ON, DEFAULT_ON);
    int off = percent(config, OFF, DEFAULT_OFF);
    if (on <= off) {
      throw new IllegalArgumentException(
          ON + " must be more than " + OFF + " (" + off + "), was " + on);
    }
    return new Thresholds(on / PERCENT, off / PERCENT);
  }

  private static int percent(MetricConfig config, String key, int byDefault) {
    String text = config.getString(key, Integer.toString(byDefault));
    int percent;
    try {
      percent = Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(key, text), e);
    }
    if (percent < 0 || percent > PERCENT) {
      throw new IllegalArgumentException(wrong(key, text));
    }
    return percent;
  }

  private static String wrong(String key, String text) {
    return key + " must be a whole number from 0 to 100, was " + text;
  }
}
