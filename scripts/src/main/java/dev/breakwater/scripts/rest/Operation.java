package dev.breakwater.scripts.rest;

/**
 * A savepoint or disposal that was asked for.
 *
 * @param completed false while it goes on
 * @param location of the savepoint, empty for a disposal or when it failed
 * @param failure first line of why it failed, empty when it did not
 */
public record Operation(boolean completed, String location, String failure) {

  /** True when it is over and failed. */
  public boolean failed() {
    return completed && !failure.isEmpty();
  }
}
