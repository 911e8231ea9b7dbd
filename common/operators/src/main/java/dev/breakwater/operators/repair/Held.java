package dev.breakwater.operators.repair;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.PositionSet;
import dev.breakwater.operators.event.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the outputs hold, as far as a repair needs it. For one thread. */
final class Held {

  private final boolean byIdentity;
  private final long horizonMillis;
  private final long maxBytes;
  private final PositionSet positions = new PositionSet();
  private final HeldIdentities identities = new HeldIdentities();
  private final Progress past = new Progress();
  private long records;

  /**
   * @param byIdentity whether identities count as well as positions
   * @param horizonMillis within which an identity counts
   * @param maxBytes the bound of memory
   */
  Held(boolean byIdentity, long horizonMillis, long maxBytes) {
    this.byIdentity = byIdentity;
    this.horizonMillis = horizonMillis;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a committed record of an output.
   *
   * @param comesBy whether what it was made of is to be seen again before the repair is over
   */
  void add(RepairOutput output, ConsumerRecord<byte[], byte[]> record, boolean comesBy) {
    Lineage.Position position = output.position(record);
    if (position == null) {
      // Not written by such a job, or before it said what it read.
      return;
    }
    records++;
    positions.add(position.topic(), position.partition(), position.offset());
    if (comesBy) {
      past.reached(position.topic(), position.partition(), position.offset());
    }
    if (byIdentity && output.identities()) {
      String source = RepairOutput.text(record, Lineage.SOURCE);
      String id = RepairOutput.text(record, Lineage.ID);
      if (source != null && id != null) {
        identities.add(source, id, record.timestamp());
      }
    }
    if (bytes() > maxBytes) {
      throw new IllegalStateException(
          "repair.max-memory is too small for what the outputs hold: %d B were full after %d"
                  .formatted(maxBytes, records)
              + " records; allow more, or set repair.output-from to read less");
    }
  }

  boolean holds(Outcome outcome) {
    RawRecord record = outcome.record();
    if (positions.contains(record.topic(), record.partition(), record.offset())) {
      return true;
    }
    return byIdentity
        && outcome instanceof Event event
        && identities.contains(event.source(), event.id(), record.timestamp(), horizonMillis);
  }

  /** Committed records that were understood. */
  long records() {
    return records;
  }

  long bytes() {
    return positions.bytes() + identities.bytes();
  }

  /** The last source position of each partition that is to be seen again. */
  Progress past() {
    return past;
  }
}
