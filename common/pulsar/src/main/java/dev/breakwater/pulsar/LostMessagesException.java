package dev.breakwater.pulsar;

import java.io.IOException;

/** Messages that were not read may be gone, or arrived damaged. */
final class LostMessagesException extends IOException {

  private static final long serialVersionUID = 1L;

  LostMessagesException(String message) {
    super(
        message
            + ". Once you know what is missing, pulsar.on-loss continue for one start goes on with"
            + " what is there");
  }
}
