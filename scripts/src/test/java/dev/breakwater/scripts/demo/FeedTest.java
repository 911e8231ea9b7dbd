package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is sent, and when, whatever it is sent to. */
class FeedTest {

  private static final int RECORDS = 3 * Feed.MOST_UNANSWERED;
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Pace AT_ONCE = new Pace(10_000_000);

  private final FakeOutlet outlet = new FakeOutlet();
  private final FlightWorkload flights = FlightWorkload.of(3, RECORDS, record -> true);

  @Test
  void allIsSentAndDoneWhenAllIsAnswered() throws InterruptedException {
    outlet.answersAtOnce = true;
    try (Feed feed = Feed.start(outlet, flights, AT_ONCE, RECORDS)) {
      Awaitility.await().atMost(WITHIN).until(feed::done);
      assertThat(feed.sent()).isEqualTo(RECORDS);
      assertThat(outlet.finished).isTrue();
    }
    assertThat(outlet.closed).isTrue();
  }

  @Test
  void itStopsOnceOnItsWayUntilItIsToldToGoOn() throws InterruptedException {
    outlet.answersAtOnce = true;
    try (Feed feed = Feed.start(outlet, flights, AT_ONCE, 100)) {
      Awaitility.await().atMost(WITHIN).until(() -> feed.sent() == 100);
      Awaitility.await().during(Duration.ofMillis(100)).until(() -> feed.sent() == 100);
      feed.goOn();
      Awaitility.await().atMost(WITHIN).until(feed::done);
    }
  }

  @Test
  void whatHasNoAnswerIsNeverMoreThanTheOutletCanKeep() throws InterruptedException {
    try (Feed feed = Feed.start(outlet, flights, AT_ONCE, RECORDS)) {
      Awaitility.await().atMost(WITHIN).until(() -> outlet.sent.get() == Feed.MOST_UNANSWERED);
      Awaitility.await()
          .during(Duration.ofMillis(100))
          .until(() -> outlet.sent.get() == Feed.MOST_UNANSWERED);
      outlet.answer(10);
      Awaitility.await().atMost(WITHIN).until(() -> outlet.sent.get() == Feed.MOST_UNANSWERED + 10);
      assertThat(feed.done()).isFalse();
    }
  }

  @Test
  void whatTheServerDoesNotTakeEndsIt() throws InterruptedException {
    try (Feed feed = Feed.start(outlet, flights, AT_ONCE, RECORDS)) {
      Awaitility.await().atMost(WITHIN).until(() -> !outlet.waiting.isEmpty());
      outlet.waiting.remove().is(new IOException("refused"));
      assertThatThrownBy(feed::requireHealthy)
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("the flights could not be sent: java.io.IOException: refused");
      assertThat(feed.done()).isFalse();
    }
  }

  /** Answers at once, or when it is told to. */
  private static final class FakeOutlet implements Outlet {

    private final AtomicLong sent = new AtomicLong();
    private final Queue<Answer> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean answersAtOnce;
    private volatile boolean finished;
    private volatile boolean closed;

    @Override
    public void send(WorkloadRecord record, Answer answer) {
      if (answersAtOnce) {
        answer.is(null);
      } else {
        waiting.add(answer);
      }
      sent.incrementAndGet();
    }

    void answer(int messages) {
      for (int i = 0; i < messages; i++) {
        waiting.remove().is(null);
      }
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
