package dev.breakwater.testkit.workload;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record to produce, with what it is and what must become of it. Nobody writes to its arrays:
 * records may share them.
 */
public final class WorkloadRecord {

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<Header> headers;
  private final long timestamp;
  private final Kind kind;
  private final String id;
  private final Fate fate;

  /**
   * Takes over the arrays.
   *
   * @param timestamp epoch milliseconds
   * @param id of the event; for one whose value lacks it, the id it would have had
   */
  public WorkloadRecord(
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers,
      long timestamp,
      Kind kind,
      String id,
      Fate fate) {
    this.key = key;
    this.value = value;
    this.headers = headers;
    this.timestamp = timestamp;
    this.kind = kind;
    this.id = id;
    this.fate = fate;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }

  public List<Header> headers() {
    return headers;
  }

  /** When the flight left, epoch milliseconds, its local time read as UTC: years ago. */
  public long timestamp() {
    return timestamp;
  }

  public Kind kind() {
    return kind;
  }

  public String id() {
    return id;
  }

  public Fate fate() {
    return fate;
  }

  /** The same with one header more. */
  public WorkloadRecord with(Header header) {
    List<Header> all = new ArrayList<>(headers);
    all.add(header);
    return new WorkloadRecord(key, value, all, timestamp, kind, id, fate);
  }

  /**
   * The record to send. It has no timestamp, so the producer stamps it: a broker with its default
   * retention would soon delete a topic whose records say that they are from 2001.
   */
  public ProducerRecord<byte[], byte[]> to(String topic) {
    return new ProducerRecord<>(topic, null, null, key, value, headers);
  }

  /** What it is, and sizes; no contents. */
  @Override
  public String toString() {
    return "WorkloadRecord[%s, id=%s, %s, value=%s]"
        .formatted(kind, id, fate, value == null ? "null" : value.length + " B");
  }
}
