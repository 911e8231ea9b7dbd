package dev.breakwater.testkit.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Faults one after the other. After the last the service is well, or they begin anew. As text:
 * {@code down for PT60S}, or for a service that flaps {@code down for PT3S, none for PT2S, repeat}.
 *
 * @param steps at least one
 * @param repeat whether they begin anew
 */
public record Schedule(List<Step> steps, boolean repeat) {

  private static final String REPEAT = "repeat";
  private static final Pattern TIMED = Pattern.compile("(?<fault>.*?)\\s+for\\s+(?<time>\\S+)");

  /**
   * A fault.
   *
   * @param time how long it lasts, from a millisecond; null for ever
   */
  public record Step(Fault fault, @Nullable Duration time) {
    public Step {
      if (time != null && time.toMillis() < 1) {
        throw new IllegalArgumentException("time must be PT0.001S or more, was " + time);
      }
    }
  }

  public Schedule {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("steps must not be empty");
    }
  }

  /** One fault that stays. */
  public static Schedule always(Fault fault) {
    return new Schedule(List.of(new Step(fault, null)), false);
  }

  /**
   * A schedule by its text: steps parted by commas, each a {@link Fault#parse fault} and, after
   * {@code for}, how long it lasts (for ever, when that is left out, which only the last may), then
   * {@code repeat} or nothing.
   *
   * @throws IllegalArgumentException when it is none; the message says what is allowed
   */
  public static Schedule parse(String text) {
    List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*", -1)));
    boolean repeat = parts.size() > 1 && parts.get(parts.size() - 1).equals(REPEAT);
    if (repeat) {
      parts.remove(parts.size() - 1);
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean mayStay = i == parts.size() - 1 && !repeat;
      steps.add(step(parts.get(i), mayStay, text));
    }
    return new Schedule(steps, repeat);
  }

  private static Step step(String part, boolean mayStay, String text) {
    Matcher timed = TIMED.matcher(part);
    if (timed.matches()) {
      Duration time = FaultText.duration(timed.group("time"), text);
      return new Step(Fault.parse(timed.group("fault")), time);
    }
    Fault fault = Fault.parse(part);
    if (!mayStay) {
      throw new IllegalArgumentException(
          "only the last step may stay, add 'for DURATION' to '%s' in '%s'".formatted(part, text));
    }
    return new Step(fault, null);
  }
}
