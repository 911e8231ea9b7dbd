package dev.breakwater.operators.quorum;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When two copies agree.
 *
 * @param form what payloads are compared as
 * @param ignored JSON pointers to what may differ
 * @param absolute how far two numbers may be apart
 * @param relative how far they may be apart, as a share of the larger one
 * @param attributes whether type, subject and time must be the same as well
 * @param count JSON pointer to the number of events that a result was made of, if it says so
 */
public record QuorumComparison(
    Form form,
    List<String> ignored,
    double absolute,
    double relative,
    boolean attributes,
    @Nullable String count)
    implements Serializable {

  /** What payloads are compared as. */
  public enum Form {
    /** Byte by byte. */
    BYTES,
    /** As JSON: whatever the order of members and the spelling of numbers. */
    JSON
  }

  public QuorumComparison {
    ignored = List.copyOf(ignored);
  }

  boolean tolerant() {
    return absolute > 0 || relative > 0;
  }
}
