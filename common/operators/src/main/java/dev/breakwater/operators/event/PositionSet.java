package dev.breakwater.operators.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of positions of records: one bit per offset, in pages where there are any. For one thread.
 */
public final class PositionSet {

  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS >>> 3;

  private final Map<String, Map<Integer, Map<Long, long[]>>> topics = new HashMap<>();
  private long pages;

  /** Adds one; false when it was there. */
  public boolean add(String topic, int partition, long offset) {
    long[] page =
        topics
            .computeIfAbsent(topic, name -> new HashMap<>())
            .computeIfAbsent(partition, number -> new HashMap<>())
            .computeIfAbsent(offset >>> PAGE_BITS, number -> newPage());
    int word = word(offset);
    boolean added = (page[word] & 1L << offset) == 0;
    page[word] |= 1L << offset;
    return added;
  }

  public boolean contains(String topic, int partition, long offset) {
    Map<Integer, Map<Long, long[]>> partitions = topics.get(topic);
    if (partitions == null) {
      return false;
    }
    Map<Long, long[]> offsets = partitions.get(partition);
    if (offsets == null) {
      return false;
    }
    long @Nullable [] page = offsets.get(offset >>> PAGE_BITS);
    return page != null && (page[word(offset)] & 1L << offset) != 0;
  }

  /** Heap in use, about. */
  public long bytes() {
    return pages * (PAGE_BYTES + 128L);
  }

  private long[] newPage() {
    pages++;
    return new long[PAGE_BYTES >>> 3];
  }

  private static int word(long offset) {
    return (int) (offset & (1 << PAGE_BITS) - 1) >>> 6;
  }
}
