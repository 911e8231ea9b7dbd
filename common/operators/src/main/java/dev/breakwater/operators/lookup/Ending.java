package dev.breakwater.operators.lookup;

import java.util.Locale;

/** How one call ended; its code is the metric's label. */
enum Ending {
  /** With an answer. */
  ANSWERED(false, false),
  /** With the answer that there is nothing: 404, 410, 204. */
  ABSENT(false, false),
  /** With another 4xx, or a redirect: this will not be answered. */
  REFUSED(false, false),
  /** With 401, 403 or 407: the dependency does not let us in. */
  DENIED(true, false),
  /** With 429. */
  OVERLOADED(true, true),
  /** With 5xx, or 1xx. */
  ERROR(true, true),
  /** Not within the deadline. */
  TIMEOUT(true, true),
  /** Without a connection, or it broke. */
  CONNECTION(true, true),
  /** With something that cannot be used: no JSON, too large, nothing at the pointer. */
  GARBAGE(true, false);

  private final boolean failure;
  private final boolean heals;

  Ending(boolean failure, boolean heals) {
    this.failure = failure;
    this.heals = heals;
  }

  /** True where the dependency could not do its work. */
  boolean isFailure() {
    return failure;
  }

  /** True where the same call may do better a little later. */
  boolean heals() {
    return heals;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
