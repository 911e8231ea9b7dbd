package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The headers of a record that was sent back to work. Each is there at most once; all values are
 * UTF-8 text, numbers decimal. An event that goes on no longer has them.
 */
public final class RedriveHeaders {

  /** What is under this prefix is ours: replaced when a record is sent again. */
  public static final String PREFIX = "__breakwater.redrive.";

  /** How often the record was sent back to work, this time included. */
  public static final String ATTEMPT = PREFIX + "attempt";

  /** The dead letter that this record was: {@code topic-partition@offset}. */
  public static final String FROM = PREFIX + "from";

  /**
   * The failures before, oldest first, each {@code attempt,reason,stage,job,milliseconds}, with
   * {@code ;} between them; at most 1,024 bytes, the oldest give way.
   */
  public static final String HISTORY = PREFIX + "history";

  /** Only on a record that was parked: why. */
  public static final String PARKED = PREFIX + "parked";

  private static final int MAX_DIGITS = 6;
  private static final int JOB = 3;

  private RedriveHeaders() {}

  /**
   * Whether the record was a dead letter of another job than this one; true where that is unknown.
   *
   * @param instance the instance of the job
   */
  public static boolean failedElsewhere(Headers headers, String instance) {
    byte[] history = headers.last(HISTORY);
    if (history == null) {
      return true;
    }
    for (String failure : new String(history, UTF_8).split(";", -1)) {
      String[] words = failure.split(",", -1);
      if (words.length <= JOB || !words[JOB].equals(instance)) {
        return true;
      }
    }
    return false;
  }

  /** How often the record was sent back to work; 0 where no such header, or garbage, is there. */
  public static int attempt(Headers headers) {
    if (headers.size() == 0) {
      return 0;
    }
    byte[] digits = headers.last(ATTEMPT);
    if (digits == null || digits.length == 0 || digits.length > MAX_DIGITS) {
      return 0;
    }
    int attempt = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      attempt = attempt * 10 + (digit - '0');
    }
    return attempt;
  }
}
