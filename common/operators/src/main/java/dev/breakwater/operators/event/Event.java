package dev.breakwater.operators.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event: the record it came in, untouched, its attributes, and its payload.
 *
 * <p>Identity is ({@code source}, {@code id}); the key on output is the record's own key, else
 * {@code subject}, else {@code id}. The payload is the record's value, by reference, except where
 * the record was a structured envelope around it.
 */
public final class Event implements Outcome {

  private final RawRecord record;
  private final Attributes attributes;
  private final long time;
  private final byte @Nullable [] data;

  /**
   * @param time when the event happened, epoch milliseconds
   * @param data the payload; the same array as {@code record.value()} unless the record wraps it
   */
  public Event(RawRecord record, Attributes attributes, long time, byte @Nullable [] data) {
    this.record = record;
    this.attributes = attributes;
    this.time = time;
    this.data = data;
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
