package dev.breakwater.pulsar;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.OpenPartition;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.pulsar.client.api.Message;

/**
 * A partition whose messages the job takes: its consumer, and what is told of it.
 *
 * @param atMost how long it may be without its broker
 */
record SubscribedPartition(
    PartitionConsumer consumer, Availability availability, PulsarMetrics metrics, Duration atMost)
    implements OpenPartition<PartitionSplit> {

  @Override
  public boolean handOn(ReaderOutput<RawRecord> output) throws IOException {
    Message<byte[]> message = consumer.poll(availability);
    if (message == null) {
      return false;
    }
    metrics.partitions().received(message.size());
    RawRecord record = consumer.look(message);
    if (record == null) {
      metrics.partitions().redeliveriesDropped().inc();
    } else {
      output.collect(record, record.timestamp());
      consumer.handedOn();
    }
    return true;
  }

  @Override
  public boolean hasArrived() {
    return consumer.hasArrived();
  }

  @Override
  public PartitionSplit snapshot(long checkpoint) throws IOException {
    return consumer.snapshot(checkpoint);
  }

  @Override
  public void complete(long checkpoint) {
    if (!consumer.acknowledge(checkpoint)) {
      metrics.acknowledgementsFailed().inc();
    }
  }

  @Override
  public void requireConnection(long nowNanos) throws IOException {
    consumer.requireConnection(nowNanos, atMost);
  }

  @Override
  public boolean isConnected() {
    return consumer.isConnected();
  }
}
