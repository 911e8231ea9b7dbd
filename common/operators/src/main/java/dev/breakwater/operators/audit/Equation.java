package dev.breakwater.operators.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which two sides must be equal. */
public enum Equation {
  /** What a job read from a topic = the sum of what went out of the job of it. */
  JOB,
  /** What all jobs wrote to a topic = what a reader of it received. */
  TOPIC;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The text in keys, verdicts and metrics: lower case, stable for ever. */
  public String code() {
    return code;
  }

  /** The equation of that code; null where there is none. */
  static @Nullable Equation byCode(String code) {
    for (Equation equation : values()) {
      if (equation.code.equals(code)) {
        return equation;
      }
    }
    return null;
  }
}
