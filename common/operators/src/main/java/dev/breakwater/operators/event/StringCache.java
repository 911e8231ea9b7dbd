package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings that were read lately, by their bytes, so that a topic, a type or a header name that
 * comes with every record is made once.
 *
 * <p>Bounded: a fixed number of places, each taken by the last string that fell on it, none longer
 * than {@link #LONGEST} bytes. Threads may share one: an entry never changes after it is made, and
 * a lost update only costs another string.
 */
final class StringCache {

  private static final int PLACES = 128;
  private static final int LONGEST = 128;

  @SuppressWarnings("ArrayRecordComponent") // entries are never compared
  private record Entry(byte[] bytes, String text) {}

  private final @Nullable Entry[] entries = new Entry[PLACES];

  /** The string of the Latin-1 characters in the first {@code length} bytes. */
  String latin1(byte[] bytes, int length) {
    if (length > LONGEST || length == 0) {
      return new String(bytes, 0, length, ISO_8859_1);
    }
    int place = place(bytes, length);
    Entry entry = entries[place];
    if (entry != null && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, 0, length)) {
      return entry.text;
    }
    String text = new String(bytes, 0, length, ISO_8859_1);
    entries[place] = new Entry(Arrays.copyOf(bytes, length), text);
    return text;
  }

  /** From five bytes spread over the text: names of one family differ at their ends. */
  private static int place(byte[] bytes, int length) {
    int hash = length;
    hash = hash * 31 + bytes[0];
    hash = hash * 31 + bytes[length >> 2];
    hash = hash * 31 + bytes[length >> 1];
    hash = hash * 31 + bytes[length - 1];
    hash = hash * 31 + bytes[length - 1 - (length >> 2)];
    return (hash ^ (hash >>> 7) ^ (hash >>> 14)) & (PLACES - 1);
  }
}
