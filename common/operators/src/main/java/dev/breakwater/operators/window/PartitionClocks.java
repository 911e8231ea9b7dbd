package dev.breakwater.operators.window;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each partition has come in event time. Whether an event is late is decided by its own
 * partition first: that depends only on what the partition holds before it, so all replicas decide
 * alike, whatever they read in between.
 */
final class PartitionClocks {

  /** Where the entries of a snapshot go. */
  interface Target {
    void put(String topic, int partition, long latest) throws Exception;
  }

  private static final class Clock {
    private long latest = Long.MIN_VALUE;
  }

  private final long outOfOrderness;
  private final Map<String, Map<Integer, Clock>> clocks = new HashMap<>();

  private String topic = "";
  private int partition = -1;
  private Clock current = new Clock();

  PartitionClocks(long outOfOrderness) {
    this.outOfOrderness = outOfOrderness;
  }

  /** The watermark of the partition before this event, which then counts. */
  long observe(String eventTopic, int eventPartition, long time) {
    if (eventPartition != partition || !eventTopic.equals(topic)) {
      topic = eventTopic;
      partition = eventPartition;
      current = clock(eventTopic, eventPartition);
    }
    long before = current.latest;
    current.latest = Math.max(before, time);
    return before == Long.MIN_VALUE ? before : before - outOfOrderness - 1;
  }

  /** Takes over what a snapshot says; of several entries of a partition the latest holds. */
  void restore(String savedTopic, int savedPartition, long latest) {
    Clock clock = clock(savedTopic, savedPartition);
    clock.latest = Math.max(clock.latest, latest);
  }

  void save(Target target) throws Exception {
    for (Map.Entry<String, Map<Integer, Clock>> ofTopic : clocks.entrySet()) {
      for (Map.Entry<Integer, Clock> entry : ofTopic.getValue().entrySet()) {
        target.put(ofTopic.getKey(), entry.getKey(), entry.getValue().latest);
      }
    }
  }

  private Clock clock(String ofTopic, int ofPartition) {
    return clocks
        .computeIfAbsent(ofTopic, name -> new HashMap<>())
        .computeIfAbsent(ofPartition, number -> new Clock());
  }
}
