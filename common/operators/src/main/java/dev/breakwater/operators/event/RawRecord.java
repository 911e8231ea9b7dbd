package dev.breakwater.operators.event;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record exactly as it was read, with the position it was read from. Nothing of it has been
 * looked at yet, so making one cannot fail.
 */
@TypeInfo(EventTypes.Factory.class)
public final class RawRecord {

  /** The timestamp of a record that has none, as in Kafka. */
  public static final long NO_TIMESTAMP = -1L;

  private static final int NOWHERE = -1;

  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  /**
   * @param timestamp the record's timestamp in epoch milliseconds, or {@link #NO_TIMESTAMP}
   */
  public RawRecord(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** A record that was not read anywhere but made by a stage, and so has no position. */
  public static RawRecord made(long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return new RawRecord("", NOWHERE, NOWHERE, timestamp, key, value, Headers.EMPTY);
  }

  /** False if it was {@link #made} here. */
  public boolean wasRead() {
    return partition != NOWHERE;
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Epoch milliseconds, or {@link #NO_TIMESTAMP}. */
  public long timestamp() {
    return timestamp;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }

  public Headers headers() {
    return headers;
  }

  /** Where it was read: {@code topic-partition@offset}. */
  public String position() {
    return topic + '-' + partition + '@' + offset;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawRecord that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && timestamp == that.timestamp
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }

  /** Position and sizes only: contents may be personal data. */
  @Override
  public String toString() {
    return "RawRecord[%s, key=%s, value=%s, headers=%d]"
        .formatted(position(), bytes(key), bytes(value), headers.size());
  }

  private static String bytes(byte @Nullable [] content) {
    return content == null ? "null" : content.length + " B";
  }
}
