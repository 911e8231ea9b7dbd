package dev.breakwater.operators.redrive;

import org.jspecify.annotations.Nullable;

/** Reads what one framework writes on its dead letters. Never throws. */
interface FailureReader {

  /** What the headers say; null when they are not of this framework. */
  @Nullable Failure read(HeaderValues headers);
}
