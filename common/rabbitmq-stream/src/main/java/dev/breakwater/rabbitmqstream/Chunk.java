package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.ConsumerFlowStrategy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A chunk that arrived. The server sends messages in chunks, one for each credit. The credit goes
 * back when the last message of the chunk was handed on, so no more chunks are held than there are
 * credits.
 */
final class Chunk {

  private final ConsumerFlowStrategy.Context context;
  private final AtomicBoolean subscribed;
  private final AtomicLong held;
  private final AtomicLong undone;
  // Of the client's thread.
  private long toArrive;

  /**
   * @param subscribed whether the subscription that it came by is still there
   * @param held counts chunks that are held
   */
  Chunk(ConsumerFlowStrategy.Context context, AtomicBoolean subscribed, AtomicLong held) {
    this.context = context;
    this.subscribed = subscribed;
    this.held = held;
    this.toArrive = context.messageCount();
    this.undone = new AtomicLong(toArrive);
    held.incrementAndGet();
  }

  /** One more of its messages arrived. */
  void arrived() {
    toArrive--;
  }

  /** How many have not arrived; when another chunk comes, they never will. */
  long missing() {
    return toArrive;
  }

  /** So many of its messages were handed on, or left out. Any thread may call it. */
  void done(long messages) {
    if (messages > 0 && undone.addAndGet(-messages) == 0) {
      held.decrementAndGet();
      if (subscribed.get()) {
        context.credits(1);
      }
    }
  }
}
