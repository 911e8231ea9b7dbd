package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.PositionSet;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.operators.kafka.CommittedReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The dead letters that the outputs hold already. For one thread. */
public final class SentBefore {

  private final PositionSet positions = new PositionSet();
  private final long maxBytes;
  private long records;

  private SentBefore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Nothing yet. */
  static SentBefore nothing(long maxBytes) {
    return new SentBefore(maxBytes);
  }

  /**
   * Reads the outputs up to the ends in the plan.
   *
   * @param maxBytes the bound of memory
   * @throws IllegalStateException if they hold more than that, or cannot be read
   */
  public static SentBefore read(RedrivePlan plan, long maxBytes) {
    SentBefore sent = nothing(maxBytes);
    if (!plan.outputEnds().isEmpty()) {
      new CommittedReader(
              "redrive", plan.properties(), plan.outputEnds(), CommittedReader.BEGINNING)
          .forEach(sent::add);
    }
    return sent;
  }

  public boolean contains(RawRecord record) {
    return records > 0 && positions.contains(record.topic(), record.partition(), record.offset());
  }

  /** How many records of the outputs say that they were a dead letter. */
  public long records() {
    return records;
  }

  /** Adds a record of the outputs, if it says which dead letter it was. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    Header from = record.headers().lastHeader(RedriveHeaders.FROM);
    Lineage.Position position = from == null ? null : Lineage.position(from.value());
    if (position == null) {
      return;
    }
    records++;
    positions.add(position.topic(), position.partition(), position.offset());
    if (positions.bytes() > maxBytes) {
      throw new IllegalStateException(
          "redrive.max-memory is too small for what was sent before: %d B were full after %d records"
              .formatted(maxBytes, records));
    }
  }
}
