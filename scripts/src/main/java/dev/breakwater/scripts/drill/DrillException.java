package dev.breakwater.scripts.drill;

import org.jspecify.annotations.Nullable;

/** What a drill needs does not work: no verdict can be given. */
final class DrillException extends RuntimeException {

  DrillException(String message) {
    this(message, null);
  }

  DrillException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
