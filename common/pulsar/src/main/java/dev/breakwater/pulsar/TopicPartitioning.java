package dev.breakwater.pulsar;

import dev.breakwater.operators.input.Partitioning;
import dev.breakwater.operators.input.StartPoint;
import java.time.Duration;
import java.util.List;

/** The configured topics and their partitions, whose names say whose they are. */
record TopicPartitioning(PulsarConfig config) implements Partitioning<PartitionSplit> {

  @Override
  public List<String> topics() {
    return config.topics();
  }

  @Override
  public Duration discoveryInterval() {
    return config.discoveryInterval();
  }

  @Override
  public String topic(String partition) {
    return Partitions.topic(partition);
  }

  @Override
  public int reader(String partition, int readers) {
    return Partitions.reader(partition, readers);
  }

  @Override
  public PartitionSplit untouched(String partition, boolean added) {
    return PartitionSplit.untouched(partition, added ? StartPoint.EARLIEST : config.start());
  }
}
