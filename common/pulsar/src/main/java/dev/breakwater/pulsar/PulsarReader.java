package dev.breakwater.pulsar;

import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.PulsarClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of one subtask in turn, with one client, which is made with the first of
 * them. The client reconnects by itself; what comes twice by that is left out.
 */
final class PulsarReader implements SourceReader<RawRecord, PartitionSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(PulsarReader.class);

  private final PulsarConfig config;
  private final PulsarMetrics metrics;
  private final Losses losses;
  private final Availability availability = new Availability();
  // Replaced, not changed: the reporter's thread reads it.
  private volatile List<PartitionConsumer> consumers = List.of();
  private int turn;
  private @Nullable PulsarClient client;

  PulsarReader(PulsarConfig config, SourceReaderContext context) {
    this.config = config;
    this.metrics = new PulsarMetrics(context.metricGroup(), this::disconnected);
    this.losses = new Losses(config.consumers().onLoss(), metrics.errors());
  }

  /** Nothing yet: the first partition makes the client. */
  @Override
  public void start() {}

  @Override
  public void addSplits(List<PartitionSplit> splits) {
    List<PartitionConsumer> all = new ArrayList<>(consumers);
    try {
      all.addAll(open(splits));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    consumers = List.copyOf(all);
    availability.wake();
  }

  private List<PartitionConsumer> open(List<PartitionSplit> splits) throws IOException {
    if (client == null) {
      client = PulsarConnections.open(config.server());
    }
    PartitionOpening opening = new PartitionOpening(client, config, losses);
    Map<String, CompletableFuture<PartitionConsumer>> promised = new LinkedHashMap<>();
    for (PartitionSplit split : splits) {
      if (config.topics().contains(Partitions.topic(split.partition()))) {
        LOG.info("reading a partition split={}", split);
        promised.put(split.partition(), opening.open(split));
      } else {
        LOG.warn("a topic of the state is not configured split={}", split);
      }
    }
    List<PartitionConsumer> opened = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<PartitionConsumer>> one : promised.entrySet()) {
      opened.add(PulsarConnections.await(one.getValue(), config.server(), one.getKey()));
    }
    return opened;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
    List<PartitionConsumer> all = consumers;
    for (int tried = 0; tried < all.size(); tried++) {
      turn = turn + 1 < all.size() ? turn + 1 : 0;
      PartitionConsumer consumer = all.get(turn);
      Message<byte[]> message = consumer.poll(availability);
      if (message != null) {
        handOn(consumer, message, output);
        return InputStatus.MORE_AVAILABLE;
      }
    }
    requireConnections();
    return InputStatus.NOTHING_AVAILABLE;
  }

  private void handOn(
      PartitionConsumer consumer, Message<byte[]> message, ReaderOutput<RawRecord> output)
      throws IOException {
    metrics.received(message.size());
    RawRecord record = consumer.look(message);
    if (record == null) {
      metrics.redeliveriesDropped().inc();
    } else {
      output.collect(record, record.timestamp());
      consumer.handedOn();
    }
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> next = availability.next();
    for (PartitionConsumer consumer : consumers) {
      if (consumer.hasArrived()) {
        availability.wake();
        break;
      }
    }
    return next;
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpoint) {
    List<PartitionSplit> splits = new ArrayList<>();
    try {
      for (PartitionConsumer consumer : consumers) {
        splits.add(consumer.snapshot(checkpoint));
      }
    } catch (LostMessagesException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws IOException {
    for (PartitionConsumer consumer : consumers) {
      if (!consumer.acknowledge(checkpoint)) {
        metrics.acknowledgementsFailed().inc();
      }
    }
    requireConnections();
  }

  private void requireConnections() throws IOException {
    long now = System.nanoTime();
    for (PartitionConsumer consumer : consumers) {
      consumer.requireConnection(now, config.consumers().disconnectedTimeout());
    }
  }

  /** Never: topics have no end. */
  @Override
  public void notifyNoMoreSplits() {}

  private long disconnected() {
    long sum = 0;
    for (PartitionConsumer consumer : consumers) {
      sum += consumer.isConnected() ? 0 : 1;
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
