package dev.breakwater.scripts.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A publisher whose connections end in the middle, again and again. */
class QueueOutletTest {

  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofMillis(200);
  private static final List<String> QUEUES = List.of("a", "b");
  private static final int MESSAGES = 100;

  private final List<Message> published = new CopyOnWriteArrayList<>();
  private final List<String> confirmed = new CopyOnWriteArrayList<>();
  private final List<String> unknown = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch all = new CountDownLatch(1);

  @Test
  void everyMessageIsConfirmedOnceHoweverOftenConnectionsEnd() throws InterruptedException {
    send(QueueOutlet.start(() -> server(40, 10), QUEUES, PATIENT));
    assertThat(confirmed).containsExactlyElementsOf(ids());
    assertThat(unknown).isEmpty();
    assertThat(connections.get()).isEqualTo(closed.get()).isGreaterThan(2);
  }

  @Test
  void whatWasNotConfirmedIsPublishedAgainAsTheSameMessageBeforeWhatCameLater()
      throws InterruptedException {
    send(QueueOutlet.start(() -> server(40, 10), QUEUES, PATIENT));
    List<String> again = new ArrayList<>(published.stream().map(Message::id).toList());
    assertThat(new LinkedHashSet<>(again)).containsExactlyElementsOf(messageIds());
    assertThat(again.subList(38, 42))
        .containsExactly("message-38", "message-39", "message-30", "message-31");
    for (String id : messageIds()) {
      List<Message> copies = published.stream().filter(one -> one.id().equals(id)).toList();
      assertThat(copies).allMatch(copy -> copy.queue().equals(copies.get(0).queue()));
    }
  }

  @Test
  void queuesAreFilledInTurn() throws InterruptedException {
    send(QueueOutlet.start(() -> server(1_000, 0), QUEUES, PATIENT));
    assertThat(published).hasSize(MESSAGES);
    assertThat(published.stream().filter(message -> message.queue().equals("a"))).hasSize(50);
    assertThat(published.get(0).queue()).isNotEqualTo(published.get(1).queue());
  }

  @Test
  void nobodyKnowsOfWhatIsNotConfirmedInTheEnd() throws InterruptedException {
    send(QueueOutlet.start(() -> mute(5), QUEUES, IMPATIENT));
    assertThat(confirmed).containsExactlyElementsOf(ids().subList(0, MESSAGES - 5));
    assertThat(unknown).containsExactlyElementsOf(ids().subList(MESSAGES - 5, MESSAGES));
  }

  @Test
  void aServerThatIsAwayIsWaitedFor() throws InterruptedException {
    send(
        QueueOutlet.start(
            () -> {
              if (connections.incrementAndGet() < 3) {
                throw new IOException("away");
              }
              return new Server(1_000, 0);
            },
            QUEUES,
            PATIENT));
    assertThat(confirmed).hasSize(MESSAGES);
    assertThat(connections.get()).isEqualTo(3);
  }

  @Test
  void aMistakeIsToldAndNotWaitedFor() {
    QueueOutlet outlet =
        QueueOutlet.start(
            () -> {
              throw new IllegalArgumentException("mistake");
            },
            QUEUES,
            PATIENT);
    assertThatThrownBy(() -> send(outlet))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mistake");
  }

  @Test
  void aQueueHasNoTombstones() throws InterruptedException {
    try (QueueOutlet outlet = QueueOutlet.start(() -> new Server(1, 0), QUEUES, PATIENT)) {
      assertThat(outlet.carries(Sent.record("1"))).isTrue();
      assertThat(outlet.carries(Sent.tombstone())).isFalse();
      assertThat(Input.RABBITMQ.carries(Sent.tombstone())).isFalse();
      assertThat(Input.PULSAR.carries(Sent.tombstone())).isTrue();
    }
  }

  private void send(QueueOutlet outlet) throws InterruptedException {
    for (String id : ids()) {
      outlet.send(Sent.record(id), refusal -> (refusal == null ? confirmed : unknown).add(id));
    }
    all.countDown();
    outlet.finish();
  }

  private static List<String> ids() {
    return numbered("id-");
  }

  private static List<String> messageIds() {
    return numbered("message-");
  }

  private static List<String> numbered(String text) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      all.add(text + i);
    }
    return Collections.unmodifiableList(all);
  }

  /** Of the last so many messages of a connection it has not said that it has them. */
  private Publishing server(int lifetime, int behind) {
    awaitAll();
    connections.incrementAndGet();
    return new Server(lifetime, behind);
  }

  /** Lives for long, and does not say of the last ones that it has them. */
  private Publishing mute(int behind) {
    awaitAll();
    return new Server(Integer.MAX_VALUE, behind);
  }

  /** So that it does not matter how fast they come. */
  private void awaitAll() {
    try {
      assertThat(all.await(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Server implements Publishing {

    private final List<Message> unconfirmed = new ArrayList<>();
    private final int lifetime;
    private final int behind;
    private int count;

    Server(int lifetime, int behind) {
      this.lifetime = lifetime;
      this.behind = behind;
    }

    @Override
    public void publish(Message message) throws IOException {
      unconfirmed.add(message);
      if (count == lifetime) {
        throw new IOException("lost");
      }
      count++;
      published.add(message);
      if (unconfirmed.size() > behind) {
        unconfirmed.remove(0).answer().is(null);
      }
    }

    /** When there is nothing more to publish it has them all. */
    @Override
    public void requireOpen() {
      if (lifetime < Integer.MAX_VALUE) {
        takeBack().forEach(message -> message.answer().is(null));
      }
    }

    @Override
    public List<Message> takeBack() {
      List<Message> all = List.copyOf(unconfirmed);
      unconfirmed.clear();
      return all;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
