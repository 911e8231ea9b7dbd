package dev.breakwater.scripts.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.scripts.replicas.ReplicaOptions.Copy;
import dev.breakwater.scripts.replicas.ReplicaTopics;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads, committed records only, what each replica says, what comes of it, and what is said of the
 * replicas. For one thread.
 */
final class ReplicasAudit implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration LAST = Duration.ofSeconds(30);

  private final Map<String, TopicReader> copies = new LinkedHashMap<>();
  private final Resources readers = new Resources();
  private final TopicReader results;
  private final TopicReader discrepancies;
  private final Map<String, Long> copiesSeen = new TreeMap<>();
  private final Map<String, String[]> said = new HashMap<>();
  private final Map<String, Long> findings = new TreeMap<>();
  private final List<String> changes = new ArrayList<>();
  private long resultsSeen;
  private long agreed;
  private long lastNanos = -1;
  private long longestPauseNanos;

  /**
   * What was seen so far.
   *
   * @param copies by replica
   * @param agreed results that all replicas told the same
   * @param findings by kind and replica
   * @param changes of replicas, in their order
   */
  record Seen(
      long results,
      long longestPauseMillis,
      Map<String, Long> copies,
      long agreed,
      Map<String, Long> findings,
      List<String> changes) {

    Seen {
      copies = Map.copyOf(copies);
      findings = Map.copyOf(findings);
      changes = List.copyOf(changes);
    }
  }

  ReplicasAudit(String bootstrap, List<Copy> replicas, ReplicaTopics topics) {
    for (Copy replica : replicas) {
      copies.put(replica.name(), readers.add(TopicReader.open(bootstrap, replica.topic())));
    }
    results = readers.add(TopicReader.open(bootstrap, topics.results()));
    discrepancies = readers.add(TopicReader.open(bootstrap, topics.discrepancies()));
  }

  /** Takes what has come. */
  void poll() {
    if (take(reader -> reader.poll(LOOK)) > 0) {
      long now = System.nanoTime();
      longestPauseNanos = lastNanos < 0 ? 0 : Math.max(longestPauseNanos, now - lastNanos);
      lastNanos = now;
    }
  }

  /** Takes all that is left, at the end. */
  void drain() {
    take(reader -> reader.readToStableEnd(LAST));
  }

  /** Returns how many results came. */
  private int take(Function<TopicReader, List<ConsumerRecord<byte[], byte[]>>> reading) {
    int place = 0;
    for (Map.Entry<String, TopicReader> copy : copies.entrySet()) {
      for (ConsumerRecord<byte[], byte[]> record : reading.apply(copy.getValue())) {
        copiesSeen.merge(copy.getKey(), 1L, Long::sum);
        copy(place, record);
      }
      place++;
    }
    Testimony testimony = Testimony.of(List.of(), reading.apply(discrepancies));
    changes.addAll(testimony.changes());
    for (String finding : testimony.found()) {
      String kind = finding.substring(0, finding.indexOf('/'));
      String replica = finding.substring(finding.lastIndexOf('/') + 1);
      findings.merge("%s of %s".formatted(kind, replica), 1L, Long::sum);
    }
    int came = reading.apply(results).size();
    resultsSeen += came;
    return came;
  }

  long results() {
    return resultsSeen;
  }

  Seen seen() {
    return new Seen(
        resultsSeen, longestPauseNanos / 1_000_000, copiesSeen, agreed, findings, changes);
  }

  @Override
  public void close() {
    readers.close();
  }

  private void copy(int place, ConsumerRecord<byte[], byte[]> record) {
    String id = Objects.requireNonNull(Reading.header("ce_id").apply(record), "id of a result");
    String[] all = said.computeIfAbsent(id, unused -> new String[copies.size()]);
    if (all[place] != null) {
      return;
    }
    all[place] = new String(record.value(), UTF_8);
    for (String one : all) {
      if (!all[place].equals(one)) {
        return;
      }
    }
    agreed++;
  }
}
