package dev.breakwater.scripts.demo;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.testkit.kafka.ReadStalledException;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the job has committed, from the first record on and independently of the job, and
 * holds it against the ground truth. Reads in a thread of its own until {@link #finish}.
 */
final class Audit implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final Duration NO_WAIT = Duration.ofMillis(1);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int BATCHES = 20;
  private static final Reading READING =
      Reading.of(Reading.header("ce_id"))
          .withReason(Reading.header(DeadLetterHeaders.REASON))
          .withOriginHeaders(
              DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET)
          .withStubHeader(DeadLetterHeaders.STUB_SHA256);

  private final GroundTruth truth;
  private final Judge judge;
  private final Resources readers = new Resources();
  private final TopicReader clean;
  private final TopicReader dead;
  private final TopicReader duplicates;
  private final Map<String, Long> deadByReason = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "demo-audit");
  private long cleanSeen;
  private long duplicatesSeen;
  private long lastCleanNanos;
  private long longestPauseNanos;
  private volatile boolean stopped;
  private volatile Committed committed = Committed.NOTHING;
  private volatile @Nullable RuntimeException failure;

  private Audit(String bootstrap, GroundTruth truth) {
    this.truth = truth;
    this.judge = new Judge(truth, READING);
    this.clean = readers.add(TopicReader.open(bootstrap, DemoTopics.CLEAN));
    this.dead = readers.add(TopicReader.open(bootstrap, DemoTopics.DEAD));
    this.duplicates = readers.add(TopicReader.open(bootstrap, DemoTopics.DUPLICATES));
  }

  /**
   * @param truth complete: what the topics must hold in the end
   */
  static Audit start(String bootstrap, GroundTruth truth) {
    Audit audit = new Audit(bootstrap, truth);
    audit.thread.setDaemon(true);
    audit.thread.start();
    return audit;
  }

  Committed committed() {
    return committed;
  }

  /**
   * @throws DemoException when the topics could not be read
   */
  void requireHealthy() {
    RuntimeException reason = failure;
    if (reason != null) {
      throw new DemoException("the output could not be read: " + reason, reason);
    }
  }

  /** Reads all three topics to the last record written, and judges. */
  Balance finish(Duration deadline) throws InterruptedException {
    stop();
    requireHealthy();
    String unread = "";
    try {
      clean.readToEnd(deadline).forEach(this::takeClean);
      dead.readToEnd(deadline).forEach(this::takeDead);
      duplicatesSeen += duplicates.readToEnd(deadline).size();
    } catch (ReadStalledException e) {
      unread = String.valueOf(e.getMessage());
    }
    publish();
    return new Balance(judge.verdict(), truth.duplicates(), duplicatesSeen, unread);
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    readers.close();
  }

  private void stop() throws InterruptedException {
    stopped = true;
    thread.join(END.toMillis());
  }

  private void run() {
    try {
      while (!stopped) {
        drain(clean, WAIT, this::takeClean);
        drain(dead, NO_WAIT, this::takeDead);
        drain(duplicates, NO_WAIT, record -> duplicatesSeen++);
        publish();
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void drain(
      TopicReader reader, Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> take) {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<ConsumerRecord<byte[], byte[]>> records = reader.poll(wait);
      if (records.isEmpty()) {
        return;
      }
      records.forEach(take);
    }
  }

  private void takeClean(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    if (cleanSeen > 0) {
      longestPauseNanos = Math.max(longestPauseNanos, now - lastCleanNanos);
    }
    lastCleanNanos = now;
    cleanSeen++;
    judge.clean(record);
  }

  private void takeDead(ConsumerRecord<byte[], byte[]> record) {
    String reason = READING.reason().apply(record);
    deadByReason.merge(reason == null ? "(none)" : reason, 1L, Long::sum);
    judge.dead(record);
  }

  private void publish() {
    committed =
        new Committed(cleanSeen, duplicatesSeen, deadByReason, longestPauseNanos / 1_000_000);
  }
}
