package dev.breakwater.scripts.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message is for the user. */
final class DemoException extends RuntimeException {

  DemoException(String message) {
    this(message, null);
  }

  DemoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
