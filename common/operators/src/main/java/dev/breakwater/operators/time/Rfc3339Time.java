package dev.breakwater.operators.time;

import org.jspecify.annotations.Nullable;

/** RFC 3339 as it is. */
final class Rfc3339Time extends TimeFormat {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable String toRfc3339(String text) {
    return Rfc3339.parse(text) == Rfc3339.INVALID ? null : text;
  }

  @Override
  public boolean numeric() {
    return false;
  }

  @Override
  public String toString() {
    return "rfc3339";
  }
}
