package dev.breakwater.operators.time;

import java.io.Serializable;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A way in which producers write points in time. Every format is strict: days and hours that do not
 * exist are no times, and nothing is guessed.
 *
 * <p>Only years 0001 to 9999, as {@link Rfc3339} has them. Instances are immutable and may be used
 * by several threads.
 */
public abstract sealed class TimeFormat implements Serializable
    permits Rfc3339Time, IsoLocalTime, EpochTime, PatternTime {

  /** What {@link #of} accepts, for messages and documentation. */
  public static final String ALLOWED =
      "rfc3339, iso-local, epoch-seconds, epoch-millis or a pattern of java.time such as"
          + " dd.MM.uuuu HH:mm";

  private static final long serialVersionUID = 1L;

  TimeFormat() {}

  /**
   * The format of this name, else the one of this pattern.
   *
   * @param zone where the clocks stand whose times say no offset
   * @throws IllegalArgumentException if it is neither, saying what is wrong
   */
  public static TimeFormat of(String name, ZoneId zone) {
    return switch (name) {
      case "rfc3339" -> new Rfc3339Time();
      case "iso-local" -> new IsoLocalTime(zone);
      case "epoch-seconds" -> new EpochTime(name, true);
      case "epoch-millis" -> new EpochTime(name, false);
      default -> new PatternTime(name, zone);
    };
  }

  /**
   * The same time in RFC 3339, as precise as it was written; null if the text is no such time.
   *
   * @param text for numeric formats, the number as written in JSON
   */
  public abstract @Nullable String toRfc3339(String text);

  /** True if times are numbers, false if they are texts. */
  public abstract boolean numeric();

  /** Epoch milliseconds, or {@link Rfc3339#INVALID}. */
  public final long parse(String text) {
    String known = toRfc3339(text);
    return known == null ? Rfc3339.INVALID : Rfc3339.parse(known);
  }
}
