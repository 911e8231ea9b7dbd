package dev.breakwater.scripts.drill.measure;

import dev.breakwater.scripts.judge.EnrichedPayload;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.scripts.judge.Redriven;
import dev.breakwater.testkit.kafka.ReadStalledException;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads all output topics from their first record to their last, and judges. */
public final class FinalReading {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST = Duration.ofSeconds(30);

  private final TopicReader events;
  private final List<TopicReader> dead;
  private final Judge judge;
  private final Redriven redriven;
  private final Map<String, Long> lookups = new TreeMap<>();

  private FinalReading(TopicReader events, List<TopicReader> dead, Judge judge, Redriven redriven) {
    this.events = events;
    this.dead = dead;
    this.judge = judge;
    this.redriven = redriven;
  }

  /**
   * What was found.
   *
   * @param complaints why a topic was not read to its end, and what is wrong with what was driven
   *     back; empty when all is well
   * @param lookups how many events say what of their lookup
   * @param redriven how many dead letters were sent back to work
   */
  public record Result(
      Verdict verdict, List<String> complaints, Map<String, Long> lookups, long redriven) {

    public Result {
      complaints = List.copyOf(complaints);
      lookups = Map.copyOf(lookups);
    }
  }

  /**
   * Waits until nothing is missing, or nothing more has come for a while, then for what else may
   * come, and judges. Nothing may be driven back any more.
   *
   * @param truth complete
   * @param patience how long nothing may come before what is missing counts as lost
   * @param rest how long to wait for what must not come
   */
  public static Result read(
      String bootstrap, Outputs outputs, GroundTruth truth, Duration patience, Duration rest)
      throws InterruptedException {
    Redriven redriven = Redriven.read(bootstrap, outputs.retry(), LAST);
    Judge judge = new Judge(truth, outputs.reading(), outputs.order());
    List<TopicReader> dead = new ArrayList<>();
    try (TopicReader events = TopicReader.open(bootstrap, outputs.events())) {
      outputs.dead().forEach(topic -> dead.add(TopicReader.open(bootstrap, topic)));
      return new FinalReading(events, dead, judge, redriven).result(patience, rest);
    } finally {
      dead.forEach(TopicReader::close);
    }
  }

  private Result result(Duration patience, Duration rest) throws InterruptedException {
    List<String> complaints = new ArrayList<>();
    try {
      awaitAll(patience);
      Thread.sleep(rest.toMillis());
      events.readToEnd(LAST).forEach(this::event);
      dead.forEach(letters -> letters.readToEnd(LAST).forEach(this::letter));
      complaints.addAll(redriven.complaints());
    } catch (ReadStalledException e) {
      complaints.add(String.valueOf(e.getMessage()));
    }
    return new Result(judge.verdict(), complaints, lookups, redriven.count());
  }

  private void awaitAll(Duration patience) {
    long quietSince = System.nanoTime();
    while (System.nanoTime() - quietSince < patience.toNanos()) {
      if (take() > 0) {
        quietSince = System.nanoTime();
      } else if (judge.verdict().lost() == 0) {
        return;
      }
    }
  }

  private long take() {
    List<ConsumerRecord<byte[], byte[]>> came = events.poll(POLL);
    came.forEach(this::event);
    long all = came.size();
    // Few are dead: waiting for them each time would take minutes after a long round.
    Duration wait = came.isEmpty() ? POLL : Duration.ZERO;
    for (TopicReader reader : dead) {
      List<ConsumerRecord<byte[], byte[]>> letters = reader.poll(wait);
      letters.forEach(this::letter);
      all += letters.size();
    }
    return all;
  }

  private void event(ConsumerRecord<byte[], byte[]> record) {
    String lookup = Reading.header(EnrichedPayload.LOOKUP).apply(record);
    if (lookup != null) {
      lookups.merge(lookup, 1L, Long::sum);
    }
    judge.clean(record);
  }

  private void letter(ConsumerRecord<byte[], byte[]> record) {
    if (!redriven.take(record)) {
      judge.dead(record);
    }
  }
}
