package dev.breakwater.scripts.bench;

/** The bench cannot go on; the message is for its user and says what to change. */
final class BenchException extends RuntimeException {

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
