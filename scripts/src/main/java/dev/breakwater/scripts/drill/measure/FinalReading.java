package dev.breakwater.scripts.drill.measure;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.dedup.Dedup;
import dev.breakwater.testkit.kafka.ReadStalledException;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Order;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads both output topics from their first record to their last, and judges. */
public final class FinalReading {

  /** Of the job under test: it must not change, or the order of its lanes does. */
  public static final int MAX_PARALLELISM = 128;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST = Duration.ofSeconds(30);
  private static final Reading READING =
      Reading.of(Reading.header("ce_id"))
          .withReason(Reading.header(DeadLetterHeaders.REASON))
          .withOriginHeaders(
              DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET)
          .withStubHeader(DeadLetterHeaders.STUB_SHA256);

  private FinalReading() {}

  /**
   * What was found.
   *
   * @param unread why a topic was not read to its end; empty when both were
   */
  public record Result(Verdict verdict, String unread) {}

  /**
   * Waits until nothing is missing, or nothing more has come for a while, then for what else may
   * come, and judges.
   *
   * @param truth complete
   * @param patience how long nothing may come before what is missing counts as lost
   * @param rest how long to wait for what must not come
   */
  public static Result read(
      String bootstrap,
      String clean,
      String dead,
      GroundTruth truth,
      Duration patience,
      Duration rest)
      throws InterruptedException {
    Judge judge = new Judge(truth, READING, Order.within(FinalReading::lane));
    try (TopicReader events = TopicReader.open(bootstrap, clean);
        TopicReader letters = TopicReader.open(bootstrap, dead)) {
      long quietSince = System.nanoTime();
      while (System.nanoTime() - quietSince < patience.toNanos()) {
        long came = take(events, letters, judge);
        if (came > 0) {
          quietSince = System.nanoTime();
        } else if (judge.verdict().lost() == 0) {
          break;
        }
      }
      Thread.sleep(rest.toMillis());
      return new Result(last(events, letters, judge), "");
    } catch (ReadStalledException e) {
      return new Result(judge.verdict(), String.valueOf(e.getMessage()));
    }
  }

  private static long take(TopicReader events, TopicReader letters, Judge judge) {
    var clean = events.poll(POLL);
    clean.forEach(judge::clean);
    var dead = letters.poll(POLL);
    dead.forEach(judge::dead);
    return clean.size() + (long) dead.size();
  }

  private static Verdict last(TopicReader events, TopicReader letters, Judge judge) {
    events.readToEnd(LAST).forEach(judge::clean);
    letters.readToEnd(LAST).forEach(judge::dead);
    return judge.verdict();
  }

  /**
   * The order that ingest promises: of events read from one partition, those of one key group of
   * the deduplication stay in their order in each partition that they are written to.
   */
  private static @Nullable Object lane(ConsumerRecord<byte[], byte[]> record) {
    String origin = Reading.header("breakwater-origin").apply(record);
    String id = Reading.header("ce_id").apply(record);
    String source = Reading.header("ce_source").apply(record);
    int end = origin == null ? -1 : origin.lastIndexOf('@');
    if (origin == null || id == null || source == null || end < 0) {
      return null;
    }
    int group = Dedup.keyGroup(source, id, MAX_PARALLELISM);
    return origin.substring(0, end) + "/" + group + "/" + record.partition();
  }
}
