package dev.breakwater.pulsar;

import java.io.IOException;
import java.util.Comparator;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.MessageIdAdv;
import org.apache.pulsar.client.impl.MessageIdImpl;

/**
 * Where a message is in its partition: what its message id says. Entries of a ledger, and ledgers
 * of a partition, have ascending numbers.
 *
 * @param entry a message of its own, or a batch
 * @param index within the batch; 0 where there is none
 */
record Place(long ledger, long entry, int index) implements Comparable<Place> {

  /** Batches up to this size have ascending offsets in their ledger. */
  static final int LARGEST_USUAL_BATCH = 4_096;

  private static final long BEYOND = 1L << 62;
  private static final int NO_PARTITION = -1;
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::ledger)
          .thenComparingLong(Place::entry)
          .thenComparingInt(Place::index);

  /**
   * The place that a received message's id says.
   *
   * @throws IOException if it is a message in several entries
   */
  static Place of(MessageId id) throws IOException {
    if (((MessageIdAdv) id).getFirstChunkMessageId() != null) {
      throw new IOException(
          "message %s is in chunks: between them are others, so there is no place to go on from;"
                  .formatted(id)
              + " producers must not send in chunks, but raise maxMessageSize");
    }
    return ofAny(id);
  }

  /** The same of an id that is only compared. */
  static Place ofAny(MessageId id) {
    MessageIdAdv known = (MessageIdAdv) id;
    return new Place(known.getLedgerId(), known.getEntryId(), Math.max(0, known.getBatchIndex()));
  }

  /** Of the whole entry. */
  MessageId entryId() {
    return new MessageIdImpl(ledger, entry, NO_PARTITION);
  }

  boolean isInEntryOf(Place other) {
    return ledger == other.ledger && entry == other.entry;
  }

  boolean isInEntryBefore(Place other) {
    return ledger < other.ledger || (ledger == other.ledger && entry < other.entry);
  }

  /** The ledger as the partition of a record. */
  int partition() {
    return Math.toIntExact(ledger);
  }

  /** Entry and index as the offset of a record: no two of a ledger share one. */
  long offset() {
    return index < LARGEST_USUAL_BATCH
        ? entry * LARGEST_USUAL_BATCH + index
        : BEYOND | (entry << (Integer.SIZE - 1)) | index;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** As Pulsar writes it. */
  @Override
  public String toString() {
    return ledger + ":" + entry + ":" + index;
  }
}
