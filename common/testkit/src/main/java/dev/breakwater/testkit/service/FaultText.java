package dev.breakwater.testkit.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How faults are written. */
final class FaultText {

  private static final String ALLOWED =
      "none, down, reset, silent, error, not-json, not-http, truncated, wrong-length,"
          + " slow DURATION, busy DURATION; before it a share of the calls, as in '2% slow PT3S'";

  private static final Pattern PATTERN =
      Pattern.compile(
          "((?<percent>\\d{1,2}(\\.\\d+)?)%\\s*)?(?<name>[a-z-]+)(\\s+(?<duration>\\S+))?");

  private static final Map<String, Fault> PLAIN =
      Map.of(
          "none", new Fault.None(),
          "down", new Fault.Down(),
          "reset", new Fault.Reset(),
          "silent", new Fault.Silent(),
          "error", new Fault.Failing(),
          "not-json", Fault.Garbage.NOT_JSON,
          "not-http", Fault.Garbage.NOT_HTTP,
          "truncated", Fault.Garbage.TRUNCATED,
          "wrong-length", Fault.Garbage.WRONG_LENGTH);

  private static final Map<String, Function<Duration, Fault>> TIMED =
      Map.of("slow", Fault.Slow::new, "busy", Fault.Busy::new);

  private FaultText() {}

  static Fault fault(String text) {
    Matcher matcher = PATTERN.matcher(text.strip());
    if (!matcher.matches()) {
      throw wrong(text);
    }
    Fault fault = whole(text, matcher.group("name"), matcher.group("duration"));
    String percent = matcher.group("percent");
    return percent == null ? fault : new Fault.Partial(Double.parseDouble(percent) / 100, fault);
  }

  /** The text that {@link #fault} understands. */
  static String text(Fault fault) {
    if (fault instanceof Fault.Partial partial) {
      String percent =
          BigDecimal.valueOf(partial.share() * 100).stripTrailingZeros().toPlainString();
      return percent + "% " + text(partial.fault());
    }
    if (fault instanceof Fault.Slow slow) {
      return "slow " + slow.latency();
    }
    if (fault instanceof Fault.Busy busy) {
      return "busy " + busy.retryAfter();
    }
    for (Map.Entry<String, Fault> plain : PLAIN.entrySet()) {
      if (plain.getValue().equals(fault)) {
        return plain.getKey();
      }
    }
    throw new IllegalStateException("a fault without a name: " + fault);
  }

  /**
   * The duration of a text.
   *
   * @param in what to show when it is none
   */
  static Duration duration(String duration, String in) {
    try {
      return Duration.parse(duration);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "duration must be like PT2S or PT0.5S, was '%s' in '%s'".formatted(duration, in), e);
    }
  }

  private static Fault whole(String text, String name, @Nullable String duration) {
    Fault plain = PLAIN.get(name);
    if (plain != null && duration == null) {
      return plain;
    }
    Function<Duration, Fault> timed = TIMED.get(name);
    if (timed != null && duration != null) {
      return timed.apply(duration(duration, text));
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "fault must be one of %s; was '%s'".formatted(ALLOWED, text));
  }
}
