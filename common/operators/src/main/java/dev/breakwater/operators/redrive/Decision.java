package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/** What becomes of one dead letter. */
public sealed interface Decision {

  /** What the dead letter says of its failure; null when nothing that is understood. */
  @Nullable Failure failure();

  /**
   * It is sent back to work.
   *
   * @param target the topic
   * @param attempt how often it was then sent, this time included
   */
  record Send(@Nullable Failure failure, String target, int attempt) implements Decision {}

  /** It goes to the parking topic. */
  record Park(@Nullable Failure failure, Cause cause) implements Decision {}

  /** It stays where it is. */
  record Leave(@Nullable Failure failure, Cause cause) implements Decision {}
}
