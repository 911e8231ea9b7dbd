package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Traffic of jobs that keep books: what the audit says of them is part of what comes out. */
final class AuditedTraffic implements Traffic {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BEYOND_SILENCE = Duration.ofSeconds(15);

  private final WorkloadTraffic records;
  private final RunTopics topics;
  private final Duration quiet;
  private String bootstrap = "";

  /**
   * @param grace of the audit
   */
  AuditedTraffic(WorkloadTraffic records, RunTopics topics, Duration grace) {
    this.records = records;
    this.topics = topics;
    this.quiet = grace.plus(BEYOND_SILENCE);
  }

  WorkloadTraffic records() {
    return records;
  }

  @Override
  public String events() {
    return records.events();
  }

  @Override
  public List<String> dead() {
    return records.dead();
  }

  @Override
  public long dueMillis(ConsumerRecord<byte[], byte[]> event) {
    return records.dueMillis(event);
  }

  @Override
  public void start(String servers, int rate, long seed) {
    bootstrap = servers;
    records.start(servers, rate, seed);
  }

  @Override
  public long acknowledged() {
    return records.acknowledged();
  }

  /** What is booked last is judged when all jobs have been silent for long enough. */
  @Override
  public Outcome finish() throws InterruptedException {
    Outcome outcome = records.finish();
    List<ConsumerRecord<byte[], byte[]>> verdicts = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(bootstrap, topics.verdicts())) {
      long quietSince = System.nanoTime();
      while (System.nanoTime() - quietSince < quiet.toNanos()) {
        List<ConsumerRecord<byte[], byte[]>> said = reader.poll(POLL);
        verdicts.addAll(said);
        quietSince = said.isEmpty() ? quietSince : System.nanoTime();
      }
    }
    return outcome.with(Books.of(verdicts, outcome.verdict()));
  }

  @Override
  public void close() throws InterruptedException {
    records.close();
  }
}
