package dev.breakwater.scripts.audit;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.CommittedReader;
import dev.breakwater.operators.kafka.RawRecords;
import dev.breakwater.operators.kafka.TopicEnds;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads topics from a time to their present ends, and says how far it is. */
final class Reading {

  private static final long REPORT = 1_000_000;

  private final Map<String, String> properties;
  private final long from;

  /**
   * @param properties of the job's consumers; may hold secrets
   * @param from the first record that is not older, epoch milliseconds
   */
  Reading(Map<String, String> properties, long from) {
    this.properties = properties;
    this.from = from;
  }

  void of(List<String> topics, String what, Consumer<RawRecord> each) {
    Map<TopicPartition, Long> ends = TopicEnds.of("audit", topics, properties);
    long[] read = new long[1];
    new CommittedReader("audit", properties, ends, from)
        .forEach(
            record -> {
              if (++read[0] % REPORT == 0) {
                System.err.printf("%s: %,d records read%n", what, read[0]);
              }
              each.accept(RawRecords.of(record));
            });
    System.err.printf("%s: %,d records read, of %s%n", what, read[0], topics);
  }
}
