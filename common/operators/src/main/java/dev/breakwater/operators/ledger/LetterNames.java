package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How the books tell dead letters apart by why they failed: the code of the reason ends the name of
 * the entry, {@code dead-letters.malformed}. {@code WRITTEN} so are letters that came, {@code EXIT}
 * those that a job took from their topic for good.
 */
public final class LetterNames {

  private static final char BETWEEN = '.';

  private LetterNames() {}

  /**
   * @param detail code of a reason; empty for what is no dead letter
   */
  static String of(String name, String detail) {
    return detail.isEmpty() ? name : name + BETWEEN + detail;
  }

  /** The reason in the name of an entry; null where there is none. */
  public static @Nullable Reason reason(String name) {
    int at = name.lastIndexOf(BETWEEN);
    return at < 0 ? null : byCode(name.substring(at + 1));
  }

  /** What a dead letter says in its headers, as the end of a name; empty where that is unknown. */
  static String detail(RawRecord letter) {
    byte[] code = letter.headers().last(DeadLetterHeaders.REASON);
    Reason reason = code == null ? null : byCode(new String(code, ISO_8859_1));
    return reason == null ? "" : reason.code();
  }

  private static @Nullable Reason byCode(String code) {
    for (Reason reason : Reason.values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    return null;
  }
}
