package dev.breakwater.operators.repair;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;

/** The highest offset of each partition that was come across. */
final class Progress {

  private final Map<TopicPartition, Long> offsets = new HashMap<>();
  private String topic = "";
  private int partition = -1;
  private long offset;

  void reached(String newTopic, int newPartition, long newOffset) {
    if (newPartition == partition && newTopic.equals(topic)) {
      offset = Math.max(offset, newOffset);
      return;
    }
    keep();
    topic = newTopic;
    partition = newPartition;
    offset = newOffset;
  }

  /** True if every partition of the other one was passed. */
  boolean passed(Progress other) {
    keep();
    other.keep();
    return other.offsets.entrySet().stream()
        .allMatch(end -> offsets.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  void forEach(ObjLongConsumer<TopicPartition> action) {
    keep();
    offsets.forEach(action::accept);
  }

  private void keep() {
    if (partition >= 0) {
      offsets.merge(new TopicPartition(topic, partition), offset, Math::max);
    }
  }
}
