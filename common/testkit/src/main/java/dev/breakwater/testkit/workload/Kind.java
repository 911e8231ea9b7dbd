package dev.breakwater.testkit.workload;

import dev.breakwater.testkit.workload.Fate.Exit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was done to a record, and what that makes of it in a job that checks its input: {@code id}
 * and {@code date} required and not empty, {@code date} an ISO local date and time not in the
 * future, {@code delay} and {@code distance} numbers, strict JSON in UTF-8.
 */
public enum Kind {
  /** A flight as it is. */
  CLEAN(Exit.CLEAN, ""),
  /** A flight whose time lies far behind its neighbours'. */
  LATE(Exit.CLEAN, ""),
  /** An earlier {@link #CLEAN} or {@link #LATE} record again, to the byte. */
  DUPLICATE(Exit.DUPLICATE, ""),

  /** Ends somewhere in the middle. */
  TRUNCATED(Reasons.MALFORMED),
  /** XML, properties, bytes of some binary format. */
  NOT_JSON(Reasons.MALFORMED),
  /** A whole JSON object and something behind it. */
  TRAILING_GARBAGE(Reasons.MALFORMED),
  /** A text with bytes that are not UTF-8: stray, cut off, overlong, a surrogate. */
  INVALID_UTF8(Reasons.MALFORMED),
  /** One name twice in the object. */
  DUPLICATE_NAME(Reasons.MALFORMED),
  /** NaN or an infinity where a number belongs. */
  NAN(Reasons.MALFORMED),
  /** Correct JSON, nested thousands of levels deep. */
  NESTING_BOMB(Reasons.MALFORMED),
  /** A value of no bytes. */
  EMPTY(Reasons.MALFORMED),
  /** No value at all. */
  TOMBSTONE(Reasons.MALFORMED),

  /** A number in quotes. */
  WRONG_TYPE(Reasons.INVALID),
  /** The id is absent, null or an empty text. */
  MISSING_ID(Reasons.INVALID),
  /** The date is absent or null. */
  MISSING_DATE(Reasons.INVALID),
  /** A date that no calendar has: 30 February. */
  IMPOSSIBLE_DATE(Reasons.INVALID),
  /** A date centuries ahead. */
  FAR_FUTURE_DATE(Reasons.INVALID),

  /** A flight whose value is larger than the limit. */
  OVERSIZED(Reasons.OVERSIZED),
  /** A flight with 10,000 headers. */
  TOO_MANY_HEADERS(Reasons.OVERSIZED);

  private static final List<Kind> BROKEN =
      Stream.of(values()).filter(kind -> kind.exit == Exit.DEAD).toList();

  private final Exit exit;
  private final String reason;

  Kind(Exit exit, String reason) {
    this.exit = exit;
    this.reason = reason;
  }

  Kind(String reason) {
    this(Exit.DEAD, reason);
  }

  /** What must become of it, unless the workload is told otherwise. */
  public Fate fate() {
    return switch (exit) {
      case CLEAN -> Fate.CLEAN;
      case DUPLICATE -> Fate.DUPLICATE;
      case DEAD -> Fate.dead(reason);
    };
  }

  /** All that must end among the dead letters. */
  public static List<Kind> broken() {
    return BROKEN;
  }

  /** True when one such record is much larger than others: it needs a topic that allows it. */
  public boolean large() {
    return this == OVERSIZED || this == TOO_MANY_HEADERS;
  }

  /** The reason codes, as text: the testkit knows nothing of the jobs that use them. */
  private static final class Reasons {
    static final String MALFORMED = "malformed";
    static final String INVALID = "invalid";
    static final String OVERSIZED = "oversized";
  }
}
