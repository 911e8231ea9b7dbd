package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.ConsumerFlowStrategy;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageHandler;
import com.rabbitmq.stream.OffsetSpecification;
import com.rabbitmq.stream.Resource;
import com.rabbitmq.stream.SubscriptionListener;
import dev.breakwater.operators.input.Availability;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the client's threads leave what arrives on one stream, and the task's thread takes it.
 * Holds no more chunks than there are credits.
 */
final class Deliveries {

  private final OffsetSpecification begin;
  private final int credits;
  private final Availability availability;
  private final AtomicLong chunksHeld;
  private final Queue<Arrival> arrived = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Place> first = new CompletableFuture<>();
  private volatile Resource.State state = Resource.State.OPENING;
  // Of the client's threads, under the lock.
  private AtomicBoolean subscribed = new AtomicBoolean(true);
  private @Nullable Chunk chunk;
  private @Nullable Place received;

  /**
   * @param begin where the first subscription does
   */
  Deliveries(
      OffsetSpecification begin, int credits, Availability availability, AtomicLong chunksHeld) {
    this.begin = begin;
    this.credits = credits;
    this.availability = availability;
    this.chunksHeld = chunksHeld;
  }

  /** What has arrived and was not taken; null if there is nothing. */
  @Nullable Arrival poll() {
    return arrived.poll();
  }

  boolean isEmpty() {
    return arrived.isEmpty();
  }

  /** The place of the first message; fails if none will come any more. */
  CompletableFuture<Place> first() {
    return first;
  }

  boolean isConnected() {
    return state == Resource.State.OPEN;
  }

  /** Whether the client has given the stream up. */
  boolean isClosed() {
    return state == Resource.State.CLOSED;
  }

  /** As the client calls it when its connection, or the stream, changes. */
  void changed(Resource.Context context) {
    state = context.currentState();
    if (isClosed()) {
      first.completeExceptionally(new IllegalStateException("the client has given it up"));
      availability.wake();
    }
  }

  /** As the client calls it before it subscribes, for the first time and after each reconnect. */
  synchronized void subscribing(SubscriptionListener.SubscriptionContext context) {
    subscribed.set(false);
    subscribed = new AtomicBoolean(true);
    if (chunk != null) {
      // The rest of it comes again.
      chunk.done(chunk.missing());
      chunk = null;
    }
    if (received == null) {
      context.offsetSpecification(begin);
      return;
    }
    context.offsetSpecification(OffsetSpecification.offset(received.offset()));
    add(new Arrival.Resumed(received));
  }

  /** As the client calls it when a message has arrived. */
  synchronized void arrived(MessageHandler.Context context, Message message) {
    if (chunk == null) {
      throw new IllegalStateException("a message outside of a chunk: " + context.offset());
    }
    chunk.arrived();
    Place place = new Place(context.offset(), context.timestamp());
    received = place;
    add(new Arrival.Received(place, context.committedChunkId(), message.getBodyAsBinary(), chunk));
    first.complete(place);
  }

  private void add(Arrival arrival) {
    arrived.add(arrival);
    availability.wake();
  }

  /** How the server is told that it may send more. */
  ConsumerFlowStrategy flow() {
    return new ConsumerFlowStrategy() {
      @Override
      public int initialCredits() {
        return credits;
      }

      @Override
      public MessageProcessedCallback start(Context context) {
        Chunk next = begin(context);
        return leftOut -> leaveOut(next);
      }
    };
  }

  private synchronized Chunk begin(ConsumerFlowStrategy.Context context) {
    if (chunk != null && chunk.missing() > 0) {
      add(new Arrival.Damaged(chunk, chunk.missing()));
    }
    Chunk next = new Chunk(context, subscribed, chunksHeld);
    chunk = next;
    return next;
  }

  /** A message of the first chunk that is in front of where the subscription begins. */
  private synchronized void leaveOut(Chunk of) {
    of.arrived();
    of.done(1);
  }
}
