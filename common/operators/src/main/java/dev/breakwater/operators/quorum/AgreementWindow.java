package dev.breakwater.operators.quorum;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many of the latest results of a replica differed, one bit each. */
final class AgreementWindow {

  private final long[] bits;
  private final int size;
  private int next;
  private int differing;

  /**
   * @param size how many results it goes back
   */
  AgreementWindow(int size) {
    this.size = size;
    this.bits = new long[(size + Long.SIZE - 1) / Long.SIZE];
  }

  void add(boolean differs) {
    int word = next / Long.SIZE;
    long bit = 1L << (next % Long.SIZE);
    if ((bits[word] & bit) != 0) {
      differing--;
      bits[word] &= ~bit;
    }
    if (differs) {
      differing++;
      bits[word] |= bit;
    }
    next = next + 1 == size ? 0 : next + 1;
  }

  int differing() {
    return differing;
  }

  void clear() {
    java.util.Arrays.fill(bits, 0);
    next = 0;
    differing = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(next);
    for (long word : bits) {
      out.writeLong(word);
    }
  }

  /** Reads one of any size; another size than this one's begins empty. */
  void read(DataInput in) throws IOException {
    int written = in.readInt();
    int position = in.readInt();
    clear();
    for (int i = 0; i < (written + Long.SIZE - 1) / Long.SIZE; i++) {
      long word = in.readLong();
      if (written == size) {
        bits[i] = word;
        differing += Long.bitCount(word);
        next = position;
      }
    }
  }
}
