package dev.breakwater.testkit.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** 64-bit digests of payloads. Null and empty differ. */
public final class Digest {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NULL = 0x6e756c6cL;
  private static final long FIRST = 0xA0761D6478BD642FL;
  private static final long SECOND = 0xE7037ED1A0B428DBL;

  private Digest() {}

  /**
   * A fast digest. Two payloads of one length that differ in one 8-byte word never have the same;
   * others do by chance only, 1 in 2^64.
   */
  public static long fast(byte @Nullable [] payload) {
    return payload == null ? NULL : fast(payload, 0, payload.length);
  }

  static long fast(byte[] bytes, int from, int length) {
    long h = length * FIRST;
    int at = from;
    int end = from + length;
    for (; at <= end - 8; at += 8) {
      h = step(h, (long) LONG.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << 8) | (bytes[at] & 0xff);
    }
    h = step(h, rest);
    h = (h ^ (h >>> 32)) * FIRST;
    return h ^ (h >>> 29);
  }

  /** One to one in each of its arguments. */
  private static long step(long h, long word) {
    return Long.rotateLeft((h ^ (word * SECOND)) * FIRST, 29);
  }

  /** The first 64 bits of the SHA-256 of a payload. */
  public static long sha256(byte @Nullable [] payload) {
    if (payload == null) {
      return NULL;
    }
    try {
      return prefix(MessageDigest.getInstance("SHA-256").digest(payload));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first 64 bits of a SHA-256 that somebody else has taken. */
  public static long prefix(byte[] sha256) {
    return ByteBuffer.wrap(sha256).getLong();
  }
}
