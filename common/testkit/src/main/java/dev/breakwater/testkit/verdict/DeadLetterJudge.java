package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.ExpectedDead;
import dev.breakwater.testkit.workload.GroundTruth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Holds dead letters against those expected: a multiset over the digests of their values. */
final class DeadLetterJudge {

  private static final String NO_REASON = "(none)";

  private final GroundTruth truth;
  private final Reading reading;
  private final Map<Long, Deque<ExpectedDead>> open = new HashMap<>();
  private final Map<String, Long> expected = new TreeMap<>();
  private final Map<String, Long> seen = new TreeMap<>();
  private final Set<String> origins = new HashSet<>();

  DeadLetterJudge(GroundTruth truth, Reading reading) {
    this.truth = truth;
    this.reading = reading;
    for (ExpectedDead dead : truth.dead()) {
      open.computeIfAbsent(dead.digest(), digest -> new ArrayDeque<>(1)).add(dead);
      expected.merge(dead.reason(), 1L, Long::sum);
    }
  }

  void take(ConsumerRecord<byte[], byte[]> letter, Examples findings) {
    String said = reading.reason().apply(letter);
    String reason = said == null ? NO_REASON : said;
    seen.merge(reason, 1L, Long::sum);
    String origin = reading.origin().apply(letter);
    if (origin != null && !origins.add(origin)) {
      findings.add(Finding.DEAD_DUPLICATED, reason + ", origin " + origin, letter);
      return;
    }
    Deque<ExpectedDead> candidates = open.get(reading.deadDigest().applyAsLong(letter));
    if (candidates == null) {
      findings.add(Finding.DEAD_UNEXPECTED, reason + ", " + named(letter), letter);
      return;
    }
    if (candidates.isEmpty()) {
      findings.add(Finding.DEAD_DUPLICATED, reason + ", " + named(letter), letter);
      return;
    }
    if (removeOne(candidates, reason) == null) {
      ExpectedDead other = candidates.remove();
      findings.add(
          Finding.DEAD_WRONG_REASON,
          "%s id %s should be %s, is %s"
              .formatted(other.kind(), other.id(), other.reason(), reason),
          letter);
    }
  }

  /** Adds what has not come. */
  void close(Examples findings) {
    for (Map.Entry<Long, Deque<ExpectedDead>> missing : open.entrySet()) {
      // Those with one value cannot be told apart, so any of them may be the one.
      int excused = truth.deadThatMayBeMissing(missing.getKey());
      for (ExpectedDead dead : missing.getValue()) {
        if (excused-- <= 0) {
          findings.add(
              Finding.DEAD_LOST, "%s: %s id %s".formatted(dead.reason(), dead.kind(), dead.id()));
        }
      }
    }
  }

  Map<String, Long> expected() {
    return expected;
  }

  Map<String, Long> seen() {
    return seen;
  }

  private String named(ConsumerRecord<byte[], byte[]> letter) {
    String id = reading.identity().apply(letter);
    return id == null ? "no id" : "id " + id;
  }

  private static @Nullable ExpectedDead removeOne(Deque<ExpectedDead> candidates, String reason) {
    for (Iterator<ExpectedDead> all = candidates.iterator(); all.hasNext(); ) {
      ExpectedDead dead = all.next();
      if (dead.reason().equals(reason)) {
        all.remove();
        return dead;
      }
    }
    return null;
  }
}
