package dev.breakwater.operators.input;

import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of one subtask in turn, with one client. The client reconnects by itself;
 * what comes twice by that is left out.
 */
final class PartitionReader<S extends SourceSplit> implements SourceReader<RawRecord, S> {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  private final Partitioning<S> partitioning;
  private final OpenPartitions<S> open;
  private final PartitionClient<S> client;
  private final Availability availability = new Availability();

  /**
   * @param open empty; what the metrics look at
   */
  PartitionReader(Partitioning<S> partitioning, OpenPartitions<S> open, PartitionClient<S> client) {
    this.partitioning = partitioning;
    this.open = open;
    this.client = client;
  }

  /** Nothing yet: the first partition makes the client connect. */
  @Override
  public void start() {}

  @Override
  public void addSplits(List<S> splits) {
    List<S> configured = new ArrayList<>();
    for (S split : splits) {
      if (partitioning.isConfigured(split.splitId())) {
        LOG.info("reading a partition split={}", split);
        configured.add(split);
      } else {
        LOG.warn("a topic of the state is not configured split={}", split);
      }
    }
    if (configured.isEmpty()) {
      return;
    }
    try {
      open.add(client.open(configured, availability));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    availability.wake();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
    for (int tried = open.all().size(); tried > 0; tried--) {
      OpenPartition<S> partition = open.next();
      if (partition != null && partition.handOn(output)) {
        return InputStatus.MORE_AVAILABLE;
      }
    }
    requireConnections();
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> next = availability.next();
    for (OpenPartition<S> partition : open.all()) {
      if (partition.hasArrived()) {
        availability.wake();
        break;
      }
    }
    return next;
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    List<S> splits = new ArrayList<>();
    try {
      for (OpenPartition<S> partition : open.all()) {
        splits.add(partition.snapshot(checkpoint));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws IOException {
    for (OpenPartition<S> partition : open.all()) {
      partition.complete(checkpoint);
    }
    requireConnections();
  }

  private void requireConnections() throws IOException {
    long now = System.nanoTime();
    for (OpenPartition<S> partition : open.all()) {
      partition.requireConnection(now);
    }
  }

  /** Never: topics have no end. */
  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() throws IOException {
    client.close();
  }
}
