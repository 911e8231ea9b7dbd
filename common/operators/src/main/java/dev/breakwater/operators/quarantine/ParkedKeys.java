package dev.breakwater.operators.quarantine;

/**
 * Says of most keys without a line that they have none, so that their records cost no read of the
 * state. Exact counts by a part of the hash: never wrong about a key that has a line. For others it
 * is wrong about as often as there are lines for each of its places.
 */
final class ParkedKeys {

  private static final int PLACES = 1 << 17;

  private final int[] counts = new int[PLACES];

  boolean mayHold(QuarantineKey key) {
    return counts[place(key)] != 0;
  }

  /** A key got its line. */
  void add(QuarantineKey key) {
    counts[place(key)]++;
  }

  /** A key that was added lost its line. */
  void remove(QuarantineKey key) {
    counts[place(key)]--;
  }

  /** Short keys have hashes near each other: spread. */
  private static int place(QuarantineKey key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }
}
