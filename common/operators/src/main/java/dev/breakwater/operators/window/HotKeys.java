package dev.breakwater.operators.window;

import java.util.HashMap;
import java.util.Map;

/**
 * The share of the most frequent key among the latest events, from few counters (Space-Saving over
 * batches): a key that takes the place of the rarest one inherits its count. Within a batch only
 * keys with at least a {@link #COUNTERS}th of its events count, so that there is hardly any work
 * where no key is hot. For one thread, but for {@link #largestShare}.
 */
final class HotKeys {

  static final int COUNTERS = 64;

  /** After so many events all counts are halved: what is long ago fades. */
  private static final long HALVING = 1_000_000;

  private static final class Counter {
    private long count;
  }

  private final Map<String, Counter> counters = new HashMap<>();
  private long total;
  private long batch;

  /** Read by the thread that reports metrics. */
  private volatile double largestShare;

  /**
   * @param events of all keys that are added before the batch ends
   */
  void begin(long events) {
    batch = events;
    total += events;
  }

  void add(String key, long events) {
    if (events * COUNTERS < batch) {
      return;
    }
    Counter counter = counters.get(key);
    if (counter == null) {
      counter = counters.size() < COUNTERS ? new Counter() : takeRarest();
      counters.put(key, counter);
    }
    counter.count += events;
  }

  void end() {
    long largest = 0;
    for (Counter counter : counters.values()) {
      largest = Math.max(largest, counter.count);
    }
    largestShare = total == 0 ? 0 : Math.min(1, (double) largest / total);
    if (total >= HALVING) {
      total /= 2;
      counters.values().forEach(counter -> counter.count /= 2);
    }
  }

  /** 0 to 1, as of the last batch. */
  double largestShare() {
    return largestShare;
  }

  private Counter takeRarest() {
    String rarest = "";
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Counter> entry : counters.entrySet()) {
      if (entry.getValue().count < least) {
        least = entry.getValue().count;
        rarest = entry.getKey();
      }
    }
    Counter taken = new Counter();
    taken.count = least;
    counters.remove(rarest);
    return taken;
  }
}
