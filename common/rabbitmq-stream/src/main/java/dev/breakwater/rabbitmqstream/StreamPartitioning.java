package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.Partitioning;
import dev.breakwater.operators.input.StartPoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The configured streams, and the super streams with the streams that they are made of. */
record StreamPartitioning(RabbitStreamConfig config) implements Partitioning<StreamSplit> {

  @Override
  public List<String> topics() {
    return Stream.concat(config.streams().stream(), config.superStreams().stream()).toList();
  }

  @Override
  public Duration discoveryInterval() {
    return config.discoveryInterval();
  }

  @Override
  public String topic(String partition) {
    return StreamNames.topic(partition);
  }

  @Override
  public int reader(String partition, int readers) {
    return StreamNames.reader(partition, readers);
  }

  @Override
  public StreamSplit untouched(String partition, boolean added) {
    return StreamSplit.untouched(partition, added ? StartPoint.EARLIEST : config.start());
  }
}
