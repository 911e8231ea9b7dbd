package dev.breakwater.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.rabbitmq.QueueConsumer.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the queues of one subtask over one connection, which is opened with the first of them.
 * Whatever ends the connection, a channel or a consumer fails the task at the next poll.
 */
final class RabbitReader implements SourceReader<RawRecord, QueueSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(RabbitReader.class);
  private static final int CLOSE_MILLIS = 5_000;

  private final RabbitConfig config;
  private final SourceReaderContext context;
  private final RabbitMetrics metrics;
  private final Inbox<Arrival> inbox = new Inbox<>();
  // Replaced, not changed: the reporter's thread reads it.
  private volatile List<QueueConsumer> consumers = List.of();
  private volatile long pending;
  private @Nullable Connection connection;

  RabbitReader(RabbitConfig config, SourceReaderContext context) {
    this.config = config;
    this.context = context;
    this.metrics = new RabbitMetrics(context.metricGroup(), () -> pending, this::unacknowledged);
  }

  /** Nothing yet: the first queue opens the connection. */
  @Override
  public void start() {}

  @Override
  public void addSplits(List<QueueSplit> splits) {
    List<QueueConsumer> all = new ArrayList<>(consumers);
    for (QueueSplit split : splits) {
      if (config.queues().contains(split.queue())) {
        all.add(consume(split));
      } else {
        LOG.warn("a queue of the state is not configured queue={}", split);
      }
    }
    consumers = List.copyOf(all);
  }

  private QueueConsumer consume(QueueSplit split) {
    String name = config.instance().name() + '/' + context.getIndexOfSubtask();
    try {
      if (connection == null) {
        connection = RabbitConnections.open(config.server(), name);
      }
      Channel channel = connection.createChannel();
      if (channel == null) {
        throw new IOException("the connection has no channel left");
      }
      QueueConsumer consumer = new QueueConsumer(channel, split, config.remembered());
      consumer.start(config.prefetch(), name + '/' + split.queue(), inbox);
      LOG.info("reading a queue queue={} offset={}", split.queue(), split.nextOffset());
      return consumer;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "queue %s cannot be read: %s".formatted(split.queue(), reason(e)), e);
    }
  }

  /** What the server said; the client has it in a cause of exceptions that say nothing. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
    Arrival arrival = inbox.poll();
    if (arrival == null) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    metrics.received(arrival.delivery().getBody().length);
    RawRecord record = arrival.consumer().look(arrival.delivery());
    if (record == null) {
      metrics.redeliveriesDropped().inc();
    } else {
      output.collect(record, record.timestamp());
    }
    // Only now: a checkpoint may be taken inside collect, and does not have the record.
    arrival.consumer().handedOn(arrival.delivery());
    return inbox.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return inbox.available();
  }

  @Override
  public List<QueueSplit> snapshotState(long checkpoint) {
    List<QueueSplit> splits = new ArrayList<>();
    for (QueueConsumer consumer : consumers) {
      if (consumer.unacknowledged() >= config.prefetch()) {
        exhausted(consumer);
      }
      splits.add(consumer.snapshot(checkpoint));
    }
    return splits;
  }

  private void exhausted(QueueConsumer consumer) {
    if (metrics.prefetchExhausted().getCount() == 0) {
      LOG.warn(
          "prefetch holds the job back queue={} prefetch={}", consumer.queue(), config.prefetch());
    }
    metrics.prefetchExhausted().inc();
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws IOException {
    long ready = 0;
    for (QueueConsumer consumer : consumers) {
      consumer.acknowledge(checkpoint);
      ready += consumer.pending();
    }
    pending = ready;
  }

  /** Never: queues have no end. */
  @Override
  public void notifyNoMoreSplits() {}

  private long unacknowledged() {
    long sum = 0;
    for (QueueConsumer consumer : consumers) {
      sum += consumer.unacknowledged();
    }
    return sum;
  }

  /** What was not acknowledged goes back to its queue. */
  @Override
  public void close() {
    if (connection != null) {
      connection.abort(CLOSE_MILLIS);
    }
  }
}
