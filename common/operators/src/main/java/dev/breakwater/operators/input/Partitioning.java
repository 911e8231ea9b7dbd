package dev.breakwater.operators.input;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/** What is configured to be read, and how it is made of partitions, each of which is a split. */
public interface Partitioning<S extends SourceSplit> {

  /** The configured topics, at least one. */
  List<String> topics();

  /** How often to look for new partitions; zero for never again. */
  Duration discoveryInterval();

  /** The topic that a partition is one of; itself if it is a topic without partitions. */
  String topic(String partition);

  /** The reader of a partition, of so many: neighbours have neighbours. */
  int reader(String partition, int readers);

  /**
   * A split of which nothing was read.
   *
   * @param added whether it came to a topic that was known before, and so is read from its
   *     beginning
   */
  S untouched(String partition, boolean added);

  /** Whether a partition is of a topic that is read. */
  default boolean isConfigured(String partition) {
    return topics().contains(topic(partition));
  }
}
