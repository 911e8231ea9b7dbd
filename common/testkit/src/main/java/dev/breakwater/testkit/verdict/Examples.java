package dev.breakwater.testkit.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts of findings, each with its first few examples. */
final class Examples {

  static final int MOST = 10;

  private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
  private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);

  Examples() {
    for (Finding finding : Finding.values()) {
      counts.put(finding, 0L);
      examples.put(finding, new ArrayList<>());
    }
  }

  Examples(Examples other) {
    counts.putAll(other.counts);
    other.examples.forEach((finding, found) -> examples.put(finding, new ArrayList<>(found)));
  }

  void add(Finding finding, String example) {
    if (count(finding)) {
      examples.getOrDefault(finding, new ArrayList<>()).add(example);
    }
  }

  void add(Finding finding, String what, ConsumerRecord<byte[], byte[]> record) {
    if (count(finding)) {
      String position = record.topic() + '-' + record.partition() + '@' + record.offset();
      examples.getOrDefault(finding, new ArrayList<>()).add(what + " at " + position);
    }
  }

  /** Counts one; true when its example is wanted. */
  private boolean count(Finding finding) {
    return counts.merge(finding, 1L, Long::sum) <= MOST;
  }

  Map<Finding, Long> counts() {
    return counts;
  }

  Map<Finding, List<String>> examples() {
    return examples;
  }
}
