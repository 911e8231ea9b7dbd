package dev.breakwater.rabbitmq;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where the client's threads leave what arrived, and the task's thread takes it. Holds no more than
 * the prefetch of all queues, since the server sends no more.
 */
final class Inbox<T> {

  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final Queue<T> arrived = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private @Nullable Throwable failure;

  void put(T one) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      arrived.add(one);
      waiting = available;
    }
    waiting.complete(null);
  }

  /** Nothing will come any more. The first cause counts. */
  void fail(Throwable cause) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      failure = failure == null ? cause : failure;
      waiting = available;
    }
    waiting.complete(null);
  }

  /**
   * What arrived first; null if there is nothing.
   *
   * @throws IOException if it failed, whatever has arrived before: that comes again
   */
  synchronized @Nullable T poll() throws IOException {
    if (failure != null) {
      throw new IOException("RabbitMQ no longer delivers: " + failure.getMessage(), failure);
    }
    return arrived.poll();
  }

  /** Done when {@link #poll} has something to say. */
  synchronized CompletableFuture<Void> available() {
    if (!arrived.isEmpty() || failure != null) {
      return NOW;
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    return available;
  }

  synchronized boolean isEmpty() {
    return arrived.isEmpty() && failure == null;
  }
}
