package dev.breakwater.scripts.input;

import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Queues, in turn. A thread of its own publishes; what is not confirmed when a connection ends is
 * published again on the next one, before what came later. So everything is confirmed in the end,
 * and what the server had taken without saying so is there twice.
 */
final class QueueOutlet implements Outlet {

  private static final long LOOK_MILLIS = 20;
  private static final long PAUSE_MILLIS = 200;
  private static final long END_MILLIS = 15_000;

  private final Publishing.Opening opening;
  private final List<String> queues;
  private final Duration patience;
  private final BlockingDeque<Message> waiting = new LinkedBlockingDeque<>();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong losses = new AtomicLong();
  private final Thread thread = new Thread(this::run, "publisher");
  private volatile boolean ended;
  private volatile @Nullable RuntimeException failure;
  private long messages;

  private QueueOutlet(Publishing.Opening opening, List<String> queues, Duration patience) {
    this.opening = opening;
    this.queues = List.copyOf(queues);
    this.patience = patience;
  }

  /**
   * Publishes from now on.
   *
   * @param patience how long the last messages may take to be confirmed
   */
  static QueueOutlet start(Publishing.Opening opening, List<String> queues, Duration patience) {
    QueueOutlet outlet = new QueueOutlet(opening, queues, patience);
    outlet.thread.setDaemon(true);
    outlet.thread.start();
    return outlet;
  }

  @Override
  public boolean carries(WorkloadRecord record) {
    return RabbitPublishing.carries(record);
  }

  @Override
  public void send(WorkloadRecord record, Answer answer) {
    long number = messages++;
    String queue = queues.get((int) (number % queues.size()));
    unanswered.incrementAndGet();
    Answer counted =
        refusal -> {
          answer.is(refusal);
          unanswered.decrementAndGet();
        };
    waiting.add(new Message(queue, "message-" + number, record, counted));
  }

  @Override
  public void finish() throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (unanswered.get() > 0 && failure == null && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
    }
    close();
    requireEnd();
    String silent = "not confirmed, %d connections were lost".formatted(losses.get());
    waiting.forEach(message -> message.answer().is(new TimeoutException(silent)));
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join(END_MILLIS);
  }

  private void requireEnd() {
    RuntimeException reason = failure;
    if (reason != null) {
      throw new IllegalStateException("messages could not be published: " + reason, reason);
    }
    if (thread.isAlive()) {
      throw new IllegalStateException("the publisher does not end");
    }
  }

  private void run() {
    try {
      while (!ended) {
        publishUntilLost();
      }
    } catch (InterruptedException e) {
      failure = new IllegalStateException("interrupted", e);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void publishUntilLost() throws InterruptedException {
    try (Publishing connection = opening.open()) {
      try {
        publish(connection);
      } finally {
        putBack(connection.takeBack());
      }
    } catch (IOException lost) {
      // Nothing is: it waits again.
      losses.incrementAndGet();
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void publish(Publishing connection) throws IOException, InterruptedException {
    while (!ended) {
      Message next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (next == null) {
        connection.requireOpen();
      } else {
        connection.publish(next);
      }
    }
  }

  private void putBack(List<Message> unconfirmed) {
    for (int i = unconfirmed.size() - 1; i >= 0; i--) {
      waiting.addFirst(unconfirmed.get(i));
    }
  }
}
