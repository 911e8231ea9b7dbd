package dev.breakwater.operators.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What one call came to.
 *
 * @param value the JSON taken of the answer, where there is one
 * @param message what happened otherwise, without contents of records
 * @param retryAfterMillis for how long the dependency wants to be left alone; 0 where it does not
 *     say
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(Ending ending, byte @Nullable [] value, String message, long retryAfterMillis) {

  static Reply answered(byte[] value) {
    return new Reply(Ending.ANSWERED, value, "", 0);
  }

  static Reply of(Ending ending, String message) {
    return new Reply(ending, null, message, 0);
  }
}
