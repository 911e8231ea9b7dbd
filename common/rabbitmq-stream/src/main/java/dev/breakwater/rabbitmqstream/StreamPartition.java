package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.ConnectionWatch;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.OpenPartition;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is being read: what was handed on, and whether what comes follows it. For the
 * task's thread.
 *
 * <p>Offsets have gaps, since the server keeps things of its own in a stream, so a gap proves
 * nothing. But what is deleted is deleted from the front: while the message is there that was
 * handed on last, what follows is whole. So each subscription begins with that one.
 */
final class StreamPartition implements OpenPartition<StreamSplit> {

  private final StreamSplit split;
  private final Deliveries deliveries;
  private final Context context;
  private final Messages messages;
  private final ConnectionWatch connection;
  private long next;
  private @Nullable Place last;
  private @Nullable Place expected;
  private long expectedNanos;
  private volatile long behind;

  /**
   * What the streams of a subtask share.
   *
   * @param atMost how long each may be without its server
   * @param answer how long the server may take to send what it was asked for
   */
  record Context(RabbitStreamMetrics metrics, Losses losses, Duration atMost, Duration answer) {}

  /**
   * @param deliveries begin with what follows the split's last message, or with that
   */
  StreamPartition(StreamSplit split, Deliveries deliveries, Context context) {
    this.split = split;
    this.deliveries = deliveries;
    this.context = context;
    this.messages = new Messages(split.stream());
    this.connection = new ConnectionWatch(split.stream(), RabbitStreamOptions.DISCONNECTED_TIMEOUT);
    this.last = split.last();
    Place before = split.before();
    this.next = before == null ? 0 : before.offset() + 1;
  }

  @Override
  public boolean handOn(ReaderOutput<RawRecord> output) throws IOException {
    Arrival arrival = deliveries.poll();
    if (arrival == null) {
      requireDeliveries();
      return false;
    }
    if (arrival instanceof Arrival.Received received) {
      handOn(received, output);
    } else if (arrival instanceof Arrival.Resumed resumed) {
      expected = resumed.at();
      expectedNanos = System.nanoTime();
    } else if (arrival instanceof Arrival.Damaged damaged) {
      context.losses().damaged(split.stream(), damaged.messages());
      damaged.chunk().done(damaged.messages());
    }
    return true;
  }

  private void handOn(Arrival.Received received, ReaderOutput<RawRecord> output)
      throws IOException {
    context.metrics().partitions().received(received.encoded().length);
    Place place = received.place();
    require(place);
    if (place.offset() < next) {
      context.metrics().partitions().redeliveriesDropped().inc();
    } else {
      RawRecord record = messages.toRecord(place, received.encoded());
      output.collect(record, record.timestamp());
      // Only now: a checkpoint may be taken inside collect, and does not have the record.
      last = place;
      next = place.offset() + 1;
    }
    received.chunk().done(1);
    if (received.end() > 0) {
      behind = Math.max(0, received.end() - place.offset());
      context.metrics().endsAreKnown();
    }
  }

  /** Whether it follows what came before the client subscribed again. */
  private void require(Place first) throws IOException {
    Place wanted = expected;
    if (wanted == null) {
      return;
    }
    expected = null;
    Place.Finding finding = wanted.whenFirstIs(first);
    if (finding == Place.Finding.WHOLE) {
      return;
    }
    context.losses().found(split.stream(), wanted, first);
    if (finding == Place.Finding.MADE_ANEW) {
      throw new IOException(
          split.stream() + " was made anew: a restart of the task reads it from its beginning");
    }
  }

  private void requireDeliveries() throws IOException {
    if (deliveries.isClosed()) {
      throw new IOException(
          "RabbitMQ no longer delivers %s: it was deleted, or its client gave it up"
              .formatted(split.stream()));
    }
  }

  @Override
  public boolean hasArrived() {
    return !deliveries.isEmpty() || deliveries.isClosed();
  }

  @Override
  public StreamSplit snapshot(long checkpoint) {
    return new StreamSplit(split.splitId(), split.start(), last);
  }

  /** The server is told nothing: streams do not forget what was read. */
  @Override
  public void complete(long checkpoint) {}

  @Override
  public void requireConnection(long nowNanos) throws IOException {
    boolean connected = deliveries.isConnected();
    connection.require(connected, nowNanos, context.atMost());
    if (!connected) {
      expectedNanos = nowNanos;
    } else if (expected != null
        && deliveries.isEmpty()
        && nowNanos - expectedNanos > context.answer().toNanos()) {
      throw new IOException(
          "message %s of %s has not come again after a reconnect: a restart of the task looks for it"
              .formatted(expected, split.stream()));
    }
  }

  @Override
  public boolean isConnected() {
    return deliveries.isConnected();
  }

  @Override
  public long behind() {
    return behind;
  }
}
