package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.OwnTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits that stand for an identity ({@code source}, {@code id}): MurmurHash3 x64 128 over the
 * UTF-16 code units of source and id, seeded with the length of the source, so that no two
 * different splits of the same text meet.
 *
 * <p>Part of the state format: it never changes.
 */
public final class Fingerprint {

  /** What Flink must know to key by it. */
  public static final TypeInformation<Fingerprint> TYPE =
      OwnTypeInfo.ofKey(Fingerprint.class, FingerprintSerializer.INSTANCE);

  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private final long high;
  private final long low;

  Fingerprint(long high, long low) {
    this.high = high;
    this.low = low;
  }

  public static Fingerprint of(Event event) {
    return of(event.source(), event.id());
  }

  static Fingerprint of(String source, String id) {
    int first = source.length();
    int length = first + id.length();
    long h1 = first;
    long h2 = first;
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      long k1 = four(source, id, first, at);
      long k2 = four(source, id, first, at + 4);
      h1 ^= mix1(k1);
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2(k2);
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    if (at + 4 < length) {
      h2 ^= mix2(tail(source, id, first, at + 4, length));
    }
    if (at < length) {
      h1 ^= mix1(tail(source, id, first, at, Math.min(length, at + 4)));
    }
    long bytes = 2L * length;
    h1 ^= bytes;
    h2 ^= bytes;
    h1 += h2;
    h2 += h1;
    h1 = avalanche(h1);
    h2 = avalanche(h2);
    h1 += h2;
    h2 += h1;
    return new Fingerprint(h1, h2);
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  private static long four(String source, String id, int first, int at) {
    if (at >= first) {
      return pack(id, at - first);
    }
    return at + 4 <= first ? pack(source, at) : tail(source, id, first, at, at + 4);
  }

  private static long pack(String text, int at) {
    return text.charAt(at)
        | ((long) text.charAt(at + 1) << 16)
        | ((long) text.charAt(at + 2) << 32)
        | ((long) text.charAt(at + 3) << 48);
  }

  private static long tail(String source, String id, int first, int from, int to) {
    long packed = 0;
    for (int i = to - 1; i >= from; i--) {
      packed = (packed << 16) | (i < first ? source.charAt(i) : id.charAt(i - first));
    }
    return packed;
  }

  private static long mix1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mix2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long avalanche(long h) {
    long mixed = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return (int) high;
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
