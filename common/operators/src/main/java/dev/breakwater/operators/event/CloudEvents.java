package dev.breakwater.operators.event;

/** CloudEvents 1.0 in the Kafka protocol binding, read. */
public final class CloudEvents {

  /** How a record carries its attributes, told by its headers alone. */
  public enum Mode {
    /** Attributes in {@code ce_*} headers, the value is the payload. */
    BINARY,
    /** The value is a JSON envelope of attributes and payload. */
    STRUCTURED,
    /** The value is an array of envelopes: one record, several events. */
    BATCHED,
    /** Not a CloudEvent. */
    NONE
  }

  private CloudEvents() {}

  public static Mode mode(RawRecord record) {
    return record.headers().last("ce_specversion") != null ? Mode.BINARY : Mode.NONE;
  }

  public static Event fromBinary(RawRecord record) throws RejectedException {
    throw new RejectedException(Reason.MALFORMED, "not written yet: " + record.position());
  }

  public static Event fromStructured(RawRecord record, int maxDepth) throws RejectedException {
    throw new RejectedException(
        Reason.MALFORMED, "not written yet: " + maxDepth + record.position());
  }
}
