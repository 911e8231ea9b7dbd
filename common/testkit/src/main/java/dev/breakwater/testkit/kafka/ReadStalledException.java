package dev.breakwater.testkit.kafka;

/** A reader of committed records did not get to the end in time; names the partitions it is at. */
public final class ReadStalledException extends RuntimeException {

  ReadStalledException(String message) {
    super(message);
  }
}
