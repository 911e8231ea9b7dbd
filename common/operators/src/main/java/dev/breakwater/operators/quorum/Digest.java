package dev.breakwater.operators.quorum;

/** 128 bits that stand for a content: part of the state format. */
record Digest(long high, long low) {

  static final Digest EMPTY = new Digest(0, 0);

  private static final long C1 = 0x9e3779b97f4a7c15L;
  private static final long C2 = 0xc2b2ae3d27d4eb4fL;

  /** The digest of this and then another: the order matters. */
  Digest then(Digest next) {
    return new Digest(
        mix(high * C1 + Long.rotateLeft(next.high, 29) + 1, C2),
        mix(low * C2 + Long.rotateLeft(next.low, 31) + 2, C1));
  }

  /** The digest of both whatever their order. */
  Digest with(Digest other) {
    return new Digest(high + other.high, low + other.low);
  }

  private static long mix(long bits, long factor) {
    long mixed = (bits ^ (bits >>> 32)) * factor;
    mixed = (mixed ^ (mixed >>> 29)) * C1;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
