package dev.breakwater.operators.dedup;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers fingerprints in little memory: says "certainly not seen" or "perhaps seen".
 *
 * <p>Two generations of Bloom filters. Once per retention the older one is dropped and a new one
 * begun, so a fingerprint is remembered for one to two retentions and never for less. Within a
 * generation layers are added, each four times as large as the last, as fingerprints come in; when
 * the memory is used up the last layer takes them all and "perhaps" becomes more frequent, which
 * costs time but is never wrong.
 *
 * <p>A layer is a split block Bloom filter: one fingerprint touches one block of 512 bits, one bit
 * in each of its eight words; about 16 bits a fingerprint, one false "perhaps" in several hundred.
 */
final class SeenFilter {

  private static final int WORDS_PER_BLOCK = 8;
  private static final int BITS_PER_FINGERPRINT = 16;
  private static final int FIRST_LAYER_BYTES = 1 << 18;
  private static final int GROWTH = 4;

  /** Odd constants, one per word of a block, that pick its bit. */
  private static final long[] SALT = {
    0x9e3779b97f4a7c15L,
    0xbf58476d1ce4e5b9L,
    0x94d049bb133111ebL,
    0xd6e8feb86659fd93L,
    0xa0761d6478bd642fL,
    0xe7037ed1a0b428dbL,
    0x8ebc6af09c88c6e3L,
    0x589965cc75374cc3L
  };

  private final long maxBytes;
  private final long retentionNanos;
  private Generation current;
  private Generation previous;
  private long begun;

  /** Read by the thread that reports metrics. */
  private volatile long bytes;

  /**
   * @param maxBytes the bound of both generations together
   * @param retentionNanos how long a fingerprint is remembered at least
   * @param now a monotonic clock's reading, in nanoseconds
   */
  SeenFilter(long maxBytes, long retentionNanos, long now) {
    this.maxBytes = maxBytes;
    this.retentionNanos = retentionNanos;
    this.current = new Generation(maxBytes / 2);
    this.previous = new Generation(maxBytes / 2);
    this.begun = now;
    this.bytes = current.bytes + previous.bytes;
  }

  boolean mayContain(long high, long low) {
    return current.mayContain(high, low) || (!previous.empty && previous.mayContain(high, low));
  }

  void add(long high, long low) {
    if (current.add(high, low)) {
      bytes = current.bytes + previous.bytes;
    }
  }

  /** Drops the older generation when the newer one is older than the retention. */
  void advance(long now) {
    if (now - begun < retentionNanos) {
      return;
    }
    previous = current;
    current = new Generation(maxBytes / 2);
    begun = now;
    bytes = current.bytes + previous.bytes;
  }

  long bytes() {
    return bytes;
  }

  private static final class Generation {

    private final long maxBytes;
    private final List<Layer> older = new ArrayList<>();
    private Layer newest;
    private long bytes;
    private boolean empty = true;

    Generation(long maxBytes) {
      this.maxBytes = maxBytes;
      this.newest = new Layer((int) Math.min(FIRST_LAYER_BYTES, maxBytes));
      this.bytes = newest.bytes();
    }

    boolean mayContain(long high, long low) {
      if (newest.mayContain(high, low)) {
        return true;
      }
      for (int i = older.size() - 1; i >= 0; i--) {
        if (older.get(i).mayContain(high, low)) {
          return true;
        }
      }
      return false;
    }

    /** True when a layer was added. */
    boolean add(long high, long low) {
      boolean grown = newest.full() && grow();
      empty = false;
      newest.add(high, low);
      return grown;
    }

    private boolean grow() {
      long wanted = Math.min((long) newest.bytes() * GROWTH, Integer.MAX_VALUE / 2);
      long next = Math.min(wanted, maxBytes - bytes);
      if (next <= newest.bytes()) {
        return false;
      }
      older.add(newest);
      newest = new Layer((int) next);
      bytes += newest.bytes();
      return true;
    }
  }

  private static final class Layer {

    private final long[] words;
    private final int blocks;
    private long free;

    Layer(int bytes) {
      blocks = Math.max(1, bytes / (WORDS_PER_BLOCK * Long.BYTES));
      words = new long[blocks * WORDS_PER_BLOCK];
      free = (long) words.length * Long.SIZE / BITS_PER_FINGERPRINT;
    }

    boolean full() {
      return free <= 0;
    }

    int bytes() {
      return words.length * Long.BYTES;
    }

    boolean mayContain(long high, long low) {
      int at = block(high);
      for (int i = 0; i < WORDS_PER_BLOCK; i++) {
        if ((words[at + i] & bit(low, i)) == 0) {
          return false;
        }
      }
      return true;
    }

    void add(long high, long low) {
      int at = block(high);
      for (int i = 0; i < WORDS_PER_BLOCK; i++) {
        words[at + i] |= bit(low, i);
      }
      free--;
    }

    private int block(long high) {
      return (int) Math.multiplyHigh(high >>> 1, (long) blocks << 1) * WORDS_PER_BLOCK;
    }

    private static long bit(long low, int word) {
      return 1L << ((low * SALT[word]) >>> 58);
    }
  }
}
