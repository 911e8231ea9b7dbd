package dev.breakwater.scripts.replicas;

import dev.breakwater.testkit.kafka.ReadStalledException;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what was sent and what came of it, from the first record to the last, and judges. */
public final class FinalResults {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST = Duration.ofSeconds(30);

  /** After the last verdict on a result, until it can be read. */
  private static final Duration COMMITTED = Duration.ofSeconds(5);

  /** Before all of them, so that results are those of the first version whatever their time. */
  public static final long NEVER = Long.MAX_VALUE;

  private final TopicReader results;
  private final TopicReader late;
  private final ResultsJudge judge;

  private FinalResults(TopicReader results, TopicReader late, ResultsJudge judge) {
    this.results = results;
    this.late = late;
    this.judge = judge;
  }

  /**
   * How long is waited.
   *
   * @param patience how long nothing may come before what is missing counts as lost
   * @param verification how long reconcile waits for copies: then all that is missing was named
   */
  public record Waits(Duration patience, Duration verification) {}

  /**
   * What was found.
   *
   * @param complaints why a topic was not read to its end, or is not what was sent
   * @param discrepancies all records of that topic
   */
  public record Result(
      Verdict verdict,
      List<String> complaints,
      List<ConsumerRecord<byte[], byte[]>> discrepancies) {

    public Result {
      complaints = List.copyOf(complaints);
      discrepancies = List.copyOf(discrepancies);
    }
  }

  /**
   * Waits until nothing is missing, or nothing more has come for a while, then for what else may
   * come, and judges.
   *
   * @param sent how many records the topic of flights must have
   */
  public static Result read(String bootstrap, ReplicaTopics topics, long sent, Waits waits)
      throws InterruptedException {
    return read(bootstrap, topics, sent, NEVER, waits);
  }

  /**
   * The same across versions.
   *
   * @param secondFrom results of this time and later must be those of the second version
   */
  public static Result read(
      String bootstrap, ReplicaTopics topics, long sent, long secondFrom, Waits waits)
      throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> flights =
        TopicReader.readAll(bootstrap, topics.flights(), LAST);
    List<String> complaints = new ArrayList<>();
    if (flights.size() != sent) {
      complaints.add("%d flights were sent, and %d are there".formatted(sent, flights.size()));
    }
    NaiveWindows naive = new NaiveWindows(flights);
    ResultsJudge judge = new ResultsJudge(payloads(naive, secondFrom), naive.late);
    try (TopicReader results = TopicReader.open(bootstrap, topics.results());
        TopicReader late = TopicReader.open(bootstrap, topics.late())) {
      FinalResults reading = new FinalResults(results, late, judge);
      reading.awaitAll(waits.patience());
      Thread.sleep(waits.verification().plus(COMMITTED).toMillis());
      reading.takeLast();
      TopicReader.readAll(bootstrap, topics.dead(), LAST).forEach(judge::dead);
      List<ConsumerRecord<byte[], byte[]>> discrepancies =
          TopicReader.readAll(bootstrap, topics.discrepancies(), LAST);
      return new Result(judge.verdict(), complaints, discrepancies);
    } catch (ReadStalledException e) {
      complaints.add(String.valueOf(e.getMessage()));
      return new Result(judge.verdict(), complaints, List.of());
    }
  }

  private static Map<String, String> payloads(NaiveWindows naive, long secondFrom) {
    Map<String, String> payloads = new TreeMap<>();
    naive.results.forEach(
        (id, result) ->
            payloads.put(id, result.time() < secondFrom ? result.payload() : result.second()));
    return payloads;
  }

  private void awaitAll(Duration patience) {
    long quietSince = System.nanoTime();
    while (System.nanoTime() - quietSince < patience.toNanos() && judge.missing() > 0) {
      List<ConsumerRecord<byte[], byte[]>> came = results.poll(POLL);
      List<ConsumerRecord<byte[], byte[]>> letters = late.poll(POLL);
      came.forEach(judge::result);
      letters.forEach(judge::late);
      if (!came.isEmpty() || !letters.isEmpty()) {
        quietSince = System.nanoTime();
      }
    }
  }

  private void takeLast() {
    results.readToEnd(LAST).forEach(judge::result);
    late.readToEnd(LAST).forEach(judge::late);
  }
}
