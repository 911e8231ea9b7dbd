package dev.breakwater.scripts.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds results against what must be told: every one once and to the byte, and each late flight
 * among the dead letters. For one thread.
 */
final class ResultsJudge {

  private static final int MOST_EXAMPLES = 10;
  private static final String LATE = "late";

  private final Map<String, String> expected;
  private final Set<String> expectedLate;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> seenLate = new HashSet<>();
  private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
  private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);
  private long taken;

  /**
   * @param expected payloads by the id of the result
   * @param expectedLate {@code PARTITION@OFFSET} of flights
   */
  ResultsJudge(Map<String, String> expected, Set<String> expectedLate) {
    this.expected = expected;
    this.expectedLate = expectedLate;
  }

  /** Takes a record of the results. */
  void result(ConsumerRecord<byte[], byte[]> record) {
    taken++;
    String id = Reading.header("ce_id").apply(record);
    String wanted = id == null ? null : expected.get(id);
    if (id == null || wanted == null) {
      found(Finding.UNEXPECTED, "id " + id);
      return;
    }
    String payload = record.value() == null ? null : new String(record.value(), UTF_8);
    if (!wanted.equals(payload)) {
      found(Finding.ALTERED, "%s, which must be %s".formatted(payload, wanted));
    }
    if (!seen.add(id)) {
      found(Finding.DUPLICATED, "id " + id);
    }
  }

  /** Takes a dead letter of a replica; the other replicas write it, too. */
  void late(ConsumerRecord<byte[], byte[]> record) {
    String reason = Reading.header(DeadLetterHeaders.REASON).apply(record);
    String position =
        Reading.header(DeadLetterHeaders.PARTITION).apply(record)
            + "@"
            + Reading.header(DeadLetterHeaders.OFFSET).apply(record);
    if (LATE.equals(reason) && expectedLate.contains(position)) {
      seenLate.add(position);
    } else {
      found(Finding.DEAD_UNEXPECTED, "%s, of the flight at %s".formatted(reason, position));
    }
  }

  /** Takes a dead letter that must not be. */
  void dead(ConsumerRecord<byte[], byte[]> record) {
    String reason = Reading.header(DeadLetterHeaders.REASON).apply(record);
    found(Finding.DEAD_UNEXPECTED, "%s, of a result".formatted(reason));
  }

  /** How many results and late flights have not been seen. */
  long missing() {
    return (long) expected.size() - seen.size() + expectedLate.size() - seenLate.size();
  }

  /** The verdict on all that was taken, as if nothing came any more. For once. */
  Verdict verdict() {
    expected.keySet().stream()
        .filter(id -> !seen.contains(id))
        .forEach(id -> found(Finding.LOST, "id " + id));
    expectedLate.stream()
        .filter(position -> !seenLate.contains(position))
        .forEach(position -> found(Finding.DEAD_LOST, "late, of the flight at " + position));
    return new Verdict(
        expected.size(),
        taken,
        Map.of(LATE, (long) expectedLate.size()),
        Map.of(LATE, (long) seenLate.size()),
        counts,
        examples,
        false);
  }

  private void found(Finding finding, String example) {
    counts.merge(finding, 1L, Long::sum);
    List<String> all = examples.computeIfAbsent(finding, unused -> new ArrayList<>());
    if (all.size() < MOST_EXAMPLES) {
      all.add(example);
    }
  }
}
