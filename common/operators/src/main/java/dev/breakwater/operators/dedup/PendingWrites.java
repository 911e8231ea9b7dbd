package dev.breakwater.operators.dedup;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Identities first seen since the last write to the state, with their timestamps; at most {@link
 * #CAPACITY} of them.
 *
 * <p>They are written in the order of the state's keys: RocksDB's table in memory is a skip list,
 * where finding the place of a random key is most of the work of a write, and that of the key after
 * the last one almost none.
 */
final class PendingWrites {

  /** Where they go. */
  interface Target {
    void write(Fingerprint fingerprint, long timestamp) throws Exception;
  }

  /** Writing them takes a few milliseconds: what a checkpoint may have to wait for. */
  static final int CAPACITY = 8192;

  static final int NONE = -1;

  private static final int INDEX_BITS = Integer.numberOfTrailingZeros(CAPACITY);

  /** Key groups are numbers below 2^15; what is left of a long are the first bits of the key. */
  private static final int GROUP_BITS = 16;

  private static final int MASK = 2 * CAPACITY - 1;

  private final int keyGroups;
  private final Fingerprint[] fingerprints = new Fingerprint[CAPACITY];
  private final long[] timestamps = new long[CAPACITY];
  private final long[] order = new long[CAPACITY];

  /** Open addressing: an index into the arrays above plus one, or 0. */
  private final short[] places = new short[MASK + 1];

  private int size;

  /**
   * @param keyGroups the operator's maximum parallelism
   */
  PendingWrites(int keyGroups) {
    this.keyGroups = keyGroups;
  }

  /** Where the fingerprint is, or {@link #NONE}. */
  int find(Fingerprint fingerprint) {
    for (int place = first(fingerprint); places[place] != 0; place = (place + 1) & MASK) {
      int index = places[place] - 1;
      if (fingerprints[index].equals(fingerprint)) {
        return index;
      }
    }
    return NONE;
  }

  long timestamp(int index) {
    return timestamps[index];
  }

  void setTimestamp(int index, long timestamp) {
    timestamps[index] = timestamp;
  }

  /** Adds a fingerprint that is not there, while it is not {@link #isFull}. */
  void add(Fingerprint fingerprint, long timestamp) {
    int place = first(fingerprint);
    while (places[place] != 0) {
      place = (place + 1) & MASK;
    }
    fingerprints[size] = fingerprint;
    timestamps[size] = timestamp;
    places[place] = (short) ++size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  /** Writes all of them and is empty then. */
  void writeTo(Target target) throws Exception {
    for (int i = 0; i < size; i++) {
      order[i] = sortKey(fingerprints[i]) | i;
    }
    Arrays.sort(order, 0, size);
    for (int i = 0; i < size; i++) {
      int index = (int) order[i] & (CAPACITY - 1);
      target.write(fingerprints[index], timestamps[index]);
    }
    Arrays.fill(places, (short) 0);
    size = 0;
  }

  /** The first bits of the state's key, its key group and then the fingerprint; the rest zeros. */
  private long sortKey(Fingerprint fingerprint) {
    long group = KeyGroupRangeAssignment.assignToKeyGroup(fingerprint, keyGroups);
    long key = (group << (Long.SIZE - GROUP_BITS)) | (fingerprint.high() >>> GROUP_BITS);
    return key >>> INDEX_BITS << INDEX_BITS;
  }

  private static int first(Fingerprint fingerprint) {
    return (int) fingerprint.low() & MASK;
  }
}
