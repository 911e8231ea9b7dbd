package dev.breakwater.operators.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identities of events with their timestamps: 128 bits of a digest and a time each, in one array.
 * An identity may be there more than once. For one thread.
 */
final class HeldIdentities {

  private static final int WORDS = 3;
  private static final int FIRST_CAPACITY = 1 << 10;

  private final MessageDigest digest;
  private long[] table = new long[FIRST_CAPACITY * WORDS];
  private int capacity = FIRST_CAPACITY;
  private int size;

  HeldIdentities() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  void add(String source, String id, long timestamp) {
    if (size >= capacity / 2) {
      grow();
    }
    ByteBuffer key = key(source, id);
    put(key.getLong(0) | 1, key.getLong(8), timestamp);
    size++;
  }

  /** True if one of that identity was added whose time is at most so far from this one. */
  boolean contains(String source, String id, long timestamp, long horizonMillis) {
    ByteBuffer key = key(source, id);
    long high = key.getLong(0) | 1;
    long low = key.getLong(8);
    for (int slot = slot(high); table[slot] != 0; slot = next(slot)) {
      if (table[slot] == high
          && table[slot + 1] == low
          && (timestamp < 0 || Math.abs(timestamp - table[slot + 2]) <= horizonMillis)) {
        return true;
      }
    }
    return false;
  }

  /** Heap in use, and as much again while it grows. */
  long bytes() {
    return (long) Long.BYTES * table.length;
  }

  private void grow() {
    long[] old = table;
    capacity = Math.multiplyExact(capacity, 2);
    table = new long[Math.multiplyExact(capacity, WORDS)];
    for (int slot = 0; slot < old.length; slot += WORDS) {
      if (old[slot] != 0) {
        put(old[slot], old[slot + 1], old[slot + 2]);
      }
    }
  }

  private void put(long high, long low, long timestamp) {
    int slot = slot(high);
    while (table[slot] != 0) {
      slot = next(slot);
    }
    table[slot] = high;
    table[slot + 1] = low;
    table[slot + 2] = timestamp;
  }

  private int slot(long high) {
    return (int) (high >>> 32 & capacity - 1) * WORDS;
  }

  private int next(int slot) {
    return slot + WORDS == table.length ? 0 : slot + WORDS;
  }

  /** The length of the source keeps different splits of one text apart. */
  private ByteBuffer key(String source, String id) {
    byte[] first = source.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(0, first.length));
    digest.update(first);
    return ByteBuffer.wrap(digest.digest(id.getBytes(UTF_8)));
  }
}
