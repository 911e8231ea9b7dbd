package dev.breakwater.operators.input;

import java.io.IOException;

/** Messages that were not read may be gone, or arrived damaged. */
public final class LostMessagesException extends IOException {

  private static final long serialVersionUID = 1L;

  LostMessagesException(String message, String option) {
    super(
        message
            + ". Once you know what is missing, "
            + option
            + " continue for one start goes on with what is there");
  }
}
