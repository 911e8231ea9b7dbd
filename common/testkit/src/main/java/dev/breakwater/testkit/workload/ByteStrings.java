package dev.breakwater.testkit.workload;

import java.util.Arrays;

/**
 * A set of byte strings, numbered from 0 in the order they were added: about 12 bytes each on top
 * of their own, compared in full.
 */
final class ByteStrings {

  private byte[] bytes = new byte[1 << 10];
  private int[] ends = new int[1 << 6];
  private int[] slots = new int[1 << 8];
  private int size;

  int size() {
    return size;
  }

  /** The number of a string, or -1. */
  int find(byte[] string) {
    return slots[slotOf(string, 0, string.length)] - 1;
  }

  /**
   * Adds a string that is not there yet.
   *
   * @return false when it is there
   */
  boolean add(byte[] string) {
    int slot = slotOf(string, 0, string.length);
    if (slots[slot] != 0) {
      return false;
    }
    int start = start(size);
    int end = Math.addExact(start, string.length);
    bytes = end <= bytes.length ? bytes : Arrays.copyOf(bytes, grown(bytes.length, end));
    ends = size < ends.length ? ends : Arrays.copyOf(ends, grown(ends.length, size + 1));
    System.arraycopy(string, 0, bytes, start, string.length);
    ends[size++] = end;
    slots[slot] = size;
    if (size > slots.length / 2) {
      rehash();
    }
    return true;
  }

  byte[] get(int number) {
    return Arrays.copyOfRange(bytes, start(number), ends[number]);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  /** Where the string is, or the free slot where it would be. */
  private int slotOf(byte[] from, int start, int end) {
    int mask = slots.length - 1;
    int slot = (int) Digest.fast(from, start, end - start) & mask;
    while (slots[slot] != 0 && !is(slots[slot] - 1, from, start, end)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean is(int number, byte[] from, int start, int end) {
    return Arrays.equals(bytes, start(number), ends[number], from, start, end);
  }

  private void rehash() {
    slots = new int[Math.multiplyExact(slots.length, 2)];
    for (int number = 0; number < size; number++) {
      slots[slotOf(bytes, start(number), ends[number])] = number + 1;
    }
  }

  private static int grown(int length, int least) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(least, length + (length >> 1)));
  }
}
