package dev.breakwater.scripts.drill.measure;

import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An independent read_committed reader that runs all through a drill and writes down when clean
 * events become visible, and how late. In a thread of its own until it is closed.
 */
public final class Probe implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final Duration NO_WAIT = Duration.ofMillis(1);
  private static final long END_MILLIS = 10_000;

  private final TopicReader clean;
  private final List<TopicReader> dead = new ArrayList<>();
  private final Due due;
  private final Timeline timeline;
  private final AtomicLong deadLetters = new AtomicLong();
  private final Thread thread = new Thread(this::run, "drill-probe");
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  private Probe(String bootstrap, String clean, List<String> dead, Due due, Timeline timeline) {
    this.due = due;
    this.timeline = timeline;
    this.clean = TopicReader.open(bootstrap, clean);
    try {
      dead.forEach(topic -> this.dead.add(TopicReader.open(bootstrap, topic)));
    } catch (RuntimeException e) {
      closeReaders();
      throw e;
    }
  }

  /** When a record was due to be sent. */
  @FunctionalInterface
  public interface Due {
    /** Epoch milliseconds; 0 when nobody knows. */
    long millis(ConsumerRecord<byte[], byte[]> record);
  }

  /** Starts to read all topics, which must exist, from their beginning. */
  public static Probe start(
      String bootstrap, String clean, List<String> dead, Due due, Timeline timeline) {
    Probe probe = new Probe(bootstrap, clean, dead, due, timeline);
    probe.thread.setDaemon(true);
    probe.thread.start();
    return probe;
  }

  /** Dead letters read so far. */
  public long deadLetters() {
    return deadLetters.get();
  }

  /**
   * Passes on what went wrong while reading.
   *
   * @throws IllegalStateException when the topics could not be read
   */
  public void requireHealthy() {
    RuntimeException reason = failure;
    if (reason != null) {
      throw new IllegalStateException("the output could not be read: " + reason, reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(END_MILLIS);
  }

  private void run() {
    try {
      while (!stopped) {
        List<ConsumerRecord<byte[], byte[]>> events = clean.poll(WAIT);
        if (!events.isEmpty()) {
          timeline.arrived(arrival(events, System.currentTimeMillis()));
        }
        dead.forEach(letters -> deadLetters.addAndGet(letters.poll(NO_WAIT).size()));
      }
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      closeReaders();
    }
  }

  private void closeReaders() {
    clean.close();
    dead.forEach(TopicReader::close);
  }

  private Arrival arrival(List<ConsumerRecord<byte[], byte[]>> events, long now) {
    long oldest = now;
    for (ConsumerRecord<byte[], byte[]> event : events) {
      long millis = due.millis(event);
      oldest = millis > 0 ? Math.min(oldest, millis) : oldest;
    }
    return new Arrival(now, events.size(), now - oldest);
  }
}
