package dev.breakwater.operators.event;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * An event: the record it came in, untouched, its attributes, and its payload.
 *
 * <p>Identity is ({@code source}, {@code id}); the key on output is the record's own key, else
 * {@code subject}, else {@code id}. The payload is the record's value, by reference, except where
 * the record was a structured envelope around it.
 */
@TypeInfo(EventTypes.Factory.class)
public final class Event implements Outcome {

  private final RawRecord record;
  private final Attributes attributes;
  private final long time;
  private final byte @Nullable [] data;
  private final int dataOffset;

  /**
   * @param time when the event happened, epoch milliseconds
   * @param data the payload; the same array as {@code record.value()} unless the record wraps it
   */
  public Event(RawRecord record, Attributes attributes, long time, byte @Nullable [] data) {
    this(record, attributes, time, data, -1);
  }

  /**
   * @param dataOffset where in {@code record.value()} the bytes of {@code data} are, or -1
   */
  Event(
      RawRecord record, Attributes attributes, long time, byte @Nullable [] data, int dataOffset) {
    this.record = record;
    this.attributes = attributes;
    this.time = time;
    this.data = data;
    this.dataOffset = dataOffset;
  }

  @Override
  public RawRecord record() {
    return record;
  }

  public Attributes attributes() {
    return attributes;
  }

  public String id() {
    return attributes.id();
  }

  public String source() {
    return attributes.source();
  }

  /** Epoch milliseconds. */
  public long time() {
    return time;
  }

  public byte @Nullable [] data() {
    return data;
  }

  /** Where in the record's value the payload was copied from, or -1. */
  int dataOffset() {
    return dataOffset;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event that
        && record.equals(that.record)
        && attributes.equals(that.attributes)
        && time == that.time
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return "Event[" + source() + ", " + id() + ", " + record.position() + "]";
  }
}
