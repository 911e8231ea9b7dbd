package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RawRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64 bits that stand for a record in the books: all of them as good as random, so that their
 * sum tells sets of records apart.
 *
 * <p>Part of the format of the ledger: they never change. Texts are hashed by their UTF-8 bytes, so
 * that what a job computes of an event is what a reader computes of the written record's headers.
 * Not made to stand against somebody who picks identities that collide.
 */
public final class Identities {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e3779b97f4a7c15L;
  private static final long ORIGIN = 0x6f726967696eL;
  private static final long EVENT = 0x6576656e74L;

  private Identities() {}

  /** By the position that a record was read from. */
  public static long ofOrigin(String topic, int partition, long offset) {
    return ofOrigin(seedOfOrigin(topic), partition, offset);
  }

  /** What positions in one topic have in common. */
  static long seedOfOrigin(String topic) {
    return hash(ORIGIN, topic);
  }

  static long ofOrigin(long seed, int partition, long offset) {
    return mix(mix(seed + partition * ODD) ^ offset);
  }

  /** By the position that the record was read from. */
  public static long ofOrigin(RawRecord record) {
    return ofOrigin(record.topic(), record.partition(), record.offset());
  }

  /** By what an event says of itself. */
  public static long ofEvent(String source, String id) {
    return ofEvent(seedOfEvent(source), id);
  }

  /** What events of one source have in common. */
  static long seedOfEvent(String source) {
    return hash(EVENT, source);
  }

  static long ofEvent(long seed, String id) {
    return hash(seed, id);
  }

  /** The same, of the values of the headers {@code ce_source} and {@code ce_id}. */
  public static long ofEvent(byte[] source, byte[] id) {
    return hash(hash(EVENT, source), id);
  }

  private static long hash(long seed, String text) {
    // A copy of a short array costs less than to look at each character.
    return hash(seed, text.getBytes(UTF_8));
  }

  private static long hash(long seed, byte[] text) {
    long hash = seed + text.length * ODD;
    int at = 0;
    for (; at + 8 <= text.length; at += 8) {
      hash = mix(hash ^ (long) EIGHT_BYTES.get(text, at));
    }
    long packed = 0;
    for (int i = at; i < text.length; i++) {
      packed |= (text[i] & 0xFFL) << ((i & 7) << 3);
    }
    return mix(mix(hash ^ packed) + ODD);
  }

  /** A bijection: equal hashes come from equal inputs or from chance, never from this. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
