package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.judge.EnrichedPayload;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.scripts.judge.Redriven;
import dev.breakwater.testkit.kafka.ReadStalledException;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the jobs have committed, from the first record on and independently of them, and holds
 * it against the ground truth. Reads in a thread of its own until {@link #finish}.
 */
final class Audit implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final Duration NO_WAIT = Duration.ofMillis(1);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int BATCHES = 20;
  private static final Outputs OUTPUTS =
      Outputs.enriched(
          DemoTopics.ENRICHED,
          List.of(DemoTopics.DEAD, DemoTopics.ENRICH_DEAD),
          List.of(DemoTopics.ENRICH_RETRY));
  private final String bootstrap;
  private final GroundTruth truth;
  private final Judge judge;
  private final Resources readers = new Resources();
  private final TopicReader clean;
  private final TopicReader enriched;
  private final TopicReader dead;
  private final TopicReader letters;
  private final TopicReader redriven;
  private final TopicReader duplicates;
  private final Map<String, Long> deadByReason = new TreeMap<>();
  private final Map<String, Long> lookups = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "demo-audit");
  private long cleanSeen;
  private long enrichedSeen;
  private long redrivenSeen;
  private long duplicatesSeen;
  private long lastEnrichedNanos;
  private long longestPauseNanos;
  private volatile boolean stopped;
  private volatile Committed committed = Committed.NOTHING;
  private volatile @Nullable RuntimeException failure;

  private Audit(String bootstrap, GroundTruth truth) {
    this.bootstrap = bootstrap;
    this.truth = truth;
    this.judge = new Judge(truth, OUTPUTS.reading(), OUTPUTS.order());
    this.clean = reader(DemoTopics.CLEAN);
    this.enriched = reader(DemoTopics.ENRICHED);
    this.dead = reader(DemoTopics.DEAD);
    this.letters = reader(DemoTopics.ENRICH_DEAD);
    this.redriven = reader(DemoTopics.ENRICH_RETRY);
    this.duplicates = reader(DemoTopics.DUPLICATES);
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

  /** Reads all topics to the last record written, and judges. */
  Balance finish(Duration deadline) throws InterruptedException {
    stop();
    requireHealthy();
    List<String> complaints = new ArrayList<>();
    try {
      cleanSeen += clean.readToEnd(deadline).size();
      enriched.readToEnd(deadline).forEach(this::takeEnriched);
      dead.readToEnd(deadline).forEach(this::takeDead);
      letters.readToEnd(deadline).forEach(this::count);
      redrivenSeen += redriven.readToEnd(deadline).size();
      duplicatesSeen += duplicates.readToEnd(deadline).size();
      judgeLetters(deadline, complaints);
    } catch (ReadStalledException e) {
      complaints.add(String.valueOf(e.getMessage()));
    }
    publish();
    return new Balance(judge.verdict(), committed, truth.duplicates(), complaints);
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
        drain(enriched, WAIT, this::takeEnriched);
        drain(clean, NO_WAIT, record -> cleanSeen++);
        drain(dead, NO_WAIT, this::takeDead);
        drain(letters, NO_WAIT, this::count);
        drain(redriven, NO_WAIT, record -> redrivenSeen++);
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

  private void takeEnriched(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    if (enrichedSeen > 0) {
      longestPauseNanos = Math.max(longestPauseNanos, now - lastEnrichedNanos);
    }
    lastEnrichedNanos = now;
    enrichedSeen++;
    lookups.merge(text(Reading.header(EnrichedPayload.LOOKUP).apply(record)), 1L, Long::sum);
    judge.clean(record);
  }

  private void takeDead(ConsumerRecord<byte[], byte[]> record) {
    count(record);
    judge.dead(record);
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    deadByReason.merge(text(OUTPUTS.reading().reason().apply(record)), 1L, Long::sum);
  }

  /** Dead letters of enrich have no place there but those that were sent back to work. */
  private void judgeLetters(Duration deadline, List<String> complaints) {
    Redriven sent = Redriven.read(bootstrap, OUTPUTS.retry(), deadline);
    for (ConsumerRecord<byte[], byte[]> letter :
        TopicReader.readAll(bootstrap, DemoTopics.ENRICH_DEAD, deadline)) {
      if (!sent.take(letter)) {
        judge.dead(letter);
      }
    }
    complaints.addAll(sent.complaints());
  }

  private TopicReader reader(String topic) {
    return readers.add(TopicReader.open(bootstrap, topic));
  }

  private static String text(@Nullable String value) {
    return value == null ? "(none)" : value;
  }

  private void publish() {
    committed =
        new Committed(
            cleanSeen,
            enrichedSeen,
            lookups,
            duplicatesSeen,
            deadByReason,
            redrivenSeen,
            longestPauseNanos / 1_000_000);
  }
}
