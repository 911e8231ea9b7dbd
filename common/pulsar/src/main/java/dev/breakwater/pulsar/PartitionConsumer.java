package dev.breakwater.pulsar;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.ConnectionWatch;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.LostMessagesException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerStats;
import org.apache.pulsar.client.api.Message;
import org.jspecify.annotations.Nullable;

/**
 * The one consumer of one partition: what was handed on, and what of it may be acknowledged. For
 * the task's thread.
 *
 * <p>The entry of the last message is never acknowledged, only what comes before it: so the server
 * keeps it, and a start from the state finds it or knows that something is gone.
 */
final class PartitionConsumer {

  private final Consumer<byte[]> consumer;
  private final PartitionSplit split;
  private final Losses losses;
  private final ConnectionWatch connection;
  private final NavigableMap<Long, Place> placesByCheckpoint = new TreeMap<>();
  private @Nullable CompletableFuture<Message<byte[]>> arriving;
  private @Nullable Place looked;
  private @Nullable Place last;
  private @Nullable Place expected;
  private @Nullable Place lastOfEntryBefore;
  private @Nullable CompletableFuture<Void> acknowledgement;
  private long damaged;

  /**
   * @param consumer put to the entry of the split's last message, if there is one
   */
  PartitionConsumer(Consumer<byte[]> consumer, PartitionSplit split, Losses losses) {
    this.consumer = consumer;
    this.split = split;
    this.losses = losses;
    this.connection = new ConnectionWatch(split.partition(), PulsarOptions.DISCONNECTED_TIMEOUT);
    this.last = split.last();
    this.expected = split.last();
  }

  /**
   * What arrived first; null if there is nothing, and then the availability is told when there is.
   *
   * @throws IOException if nothing will arrive any more
   */
  @Nullable Message<byte[]> poll(Availability availability) throws IOException {
    CompletableFuture<Message<byte[]>> next = arriving;
    if (next == null) {
      Message<byte[]> message = consumer.receive(0, TimeUnit.MILLISECONDS);
      if (message == null) {
        arriving = consumer.receiveAsync().whenComplete((one, failure) -> availability.wake());
      }
      return message;
    }
    if (!next.isDone()) {
      return null;
    }
    arriving = null;
    try {
      return next.get();
    } catch (ExecutionException e) {
      throw new IOException("Pulsar no longer delivers " + partition(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Whether {@link #poll} has something to say at once. */
  boolean hasArrived() {
    return arriving == null || arriving.isDone();
  }

  /**
   * The record to hand on; null if it was handed on before. Nothing counts as handed on by it: what
   * follows may take a checkpoint while it has the record in hand.
   *
   * @throws LostMessagesException if the message that had to come first is gone
   */
  @Nullable RawRecord look(Message<byte[]> message) throws IOException {
    Place place = Place.of(message.getMessageId());
    if (expected != null && !place.isInEntryBefore(expected)) {
      if (!place.isInEntryOf(expected)) {
        losses.found(partition(), expected, place);
      }
      expected = null;
    }
    looked = place;
    return last != null && place.compareTo(last) <= 0
        ? null
        : Messages.toRecord(partition(), place, message);
  }

  /** Notes that what was looked at last was handed on. */
  void handedOn() {
    if (last != null && looked != null && !looked.isInEntryOf(last)) {
      lastOfEntryBefore = last;
    }
    last = looked;
  }

  /**
   * What has to be known to go on from here.
   *
   * @throws LostMessagesException if some of what came before arrived damaged
   */
  PartitionSplit snapshot(long checkpoint) throws LostMessagesException {
    long failed = receivedDamaged();
    if (failed > damaged) {
      losses.damaged(partition(), failed - damaged);
      damaged = failed;
    }
    if (lastOfEntryBefore != null) {
      placesByCheckpoint.put(checkpoint, lastOfEntryBefore);
    }
    return new PartitionSplit(partition(), split.start(), last);
  }

  /** The client leaves them out and counts them; it says so in no other way. */
  @SuppressWarnings("deprecation") // For OpenTelemetry, of whose counters nobody here can read.
  private long receivedDamaged() {
    ConsumerStats stats = consumer.getStats();
    return stats.getTotalReceivedFailed() + stats.getNumReceiveFailed();
  }

  /**
   * Acknowledges what was handed on before the checkpoint, but the last entry.
   *
   * @return false if the acknowledgement before was not sent; this one stands in for it
   */
  boolean acknowledge(long checkpoint) {
    boolean sent = acknowledgement == null || !acknowledgement.isCompletedExceptionally();
    NavigableMap<Long, Place> complete = placesByCheckpoint.headMap(checkpoint, true);
    Map.Entry<Long, Place> latest = complete.lastEntry();
    if (latest != null) {
      acknowledgement = consumer.acknowledgeCumulativeAsync(latest.getValue().entryId());
      complete.clear();
    }
    return sent;
  }

  /**
   * Gives up when the broker was away for longer than that.
   *
   * @throws IOException then
   */
  void requireConnection(long nowNanos, Duration atMost) throws IOException {
    connection.require(consumer.isConnected(), nowNanos, atMost);
  }

  /** Any thread may ask. */
  boolean isConnected() {
    return consumer.isConnected();
  }

  private String partition() {
    return split.partition();
  }
}
