package dev.breakwater.scripts.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Sum;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.ledger.LetterNames;
import dev.breakwater.operators.time.Rfc3339;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Dead letters of one topic and reason that were written and that nobody took, by what stands.
 *
 * @param depth how many
 * @param oldest begin of the first bucket in which there is one, epoch milliseconds; {@link
 *     LedgerEntry#IMPOSSIBLE} where none has a time that can be
 */
record Waiting(String topic, Reason reason, long depth, long oldest) {

  private static final JsonMapper JSON = new JsonMapper();

  private record Key(String topic, Reason reason) {}

  /**
   * Of each topic and reason for which dead letters were booked, in order; of some nothing waits.
   *
   * @param verdicts one of each account and bucket
   */
  static List<Waiting> of(List<Verdict> verdicts) {
    Map<Key, SortedMap<Long, Long>> buckets = new TreeMap<>(Waiting::compare);
    Set<String> written = new HashSet<>();
    for (Verdict verdict : verdicts) {
      String topic = verdict.account().topic();
      if (verdict.account().equation() == Equation.JOB) {
        add(buckets, verdict, verdict.credit(), -1);
      } else if (written.add(topic + '|' + verdict.bucket())) {
        // What was written is in the verdict of each reader of the topic.
        add(buckets, verdict, verdict.debit(), 1);
      }
    }
    List<Waiting> waiting = new ArrayList<>();
    buckets.forEach((key, counts) -> waiting.add(of(key, counts)));
    return List.copyOf(waiting);
  }

  private static int compare(Key one, Key other) {
    int topics = one.topic().compareTo(other.topic());
    return topics == 0 ? one.reason().compareTo(other.reason()) : topics;
  }

  private static void add(
      Map<Key, SortedMap<Long, Long>> buckets, Verdict verdict, Side side, int sign) {
    for (Map.Entry<String, Sum> part : side.parts().entrySet()) {
      Reason reason = LetterNames.reason(part.getKey());
      if (reason != null) {
        buckets
            .computeIfAbsent(new Key(verdict.account().topic(), reason), key -> new TreeMap<>())
            .merge(verdict.bucket(), sign * part.getValue().count(), Long::sum);
      }
    }
  }

  private static Waiting of(Key key, SortedMap<Long, Long> counts) {
    long depth = 0;
    long oldest = LedgerEntry.IMPOSSIBLE;
    for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
      // Where more were taken than written, somebody wrote who keeps no books.
      depth += Math.max(0, bucket.getValue());
      if (bucket.getValue() > 0 && oldest == LedgerEntry.IMPOSSIBLE) {
        oldest = bucket.getKey();
      }
    }
    return new Waiting(key.topic(), key.reason(), depth, oldest);
  }

  /** As one JSON object; {@code oldest} is null where nothing waits, or nothing that has a time. */
  String toJson() {
    ObjectNode object = JSON.createObjectNode();
    object.put("dead_letters", topic);
    object.put("reason", reason.code());
    object.put("depth", depth);
    object.put("oldest", oldest == LedgerEntry.IMPOSSIBLE ? null : Rfc3339.format(oldest));
    return object.toString();
  }
}
