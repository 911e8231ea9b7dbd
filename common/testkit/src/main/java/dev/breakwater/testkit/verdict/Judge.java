package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.Digest;
import dev.breakwater.testkit.workload.GroundTruth;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes what a reader found, record by record, and finds what is wrong with it. The records of a
 * partition come in their order; partitions and topics may come mixed or one after the other.
 *
 * <p>For one thread. Give it only committed records: what an aborted transaction left behind counts
 * as duplicated or unexpected.
 */
public final class Judge {

  private final GroundTruth truth;
  private final Reading reading;
  private final DeadLetterJudge deadLetters;
  private final Examples findings = new Examples();
  private final BitSet seen;
  private final Order order;
  private final Map<Object, Last> latestOfLane = new HashMap<>();
  private long cleanSeen;

  /** The furthest record of a lane. */
  private record Last(long place, int event) {}

  /**
   * A judge who has seen nothing yet.
   *
   * @param truth complete: nothing may be added any more
   * @throws IllegalArgumentException when there is no truth, as then anything would hold
   */
  public Judge(GroundTruth truth, Reading reading) {
    this(truth, reading, Order.reported());
  }

  /**
   * A judge who also insists on an order.
   *
   * @param truth complete: nothing may be added any more
   * @throws IllegalArgumentException when there is no truth, as then anything would hold
   */
  public Judge(GroundTruth truth, Reading reading, Order order) {
    if (truth.records() == 0) {
      throw new IllegalArgumentException(
          "the ground truth must not be empty, was 0 records: any outcome would hold");
    }
    this.truth = truth;
    this.reading = reading;
    this.deadLetters = new DeadLetterJudge(truth, reading);
    this.seen = new BitSet(truth.clean());
    this.order = order;
  }

  /** Takes a record of a clean topic. */
  public void clean(ConsumerRecord<byte[], byte[]> record) {
    cleanSeen++;
    String id = reading.identity().apply(record);
    int event = id == null ? -1 : truth.find(id);
    if (event < 0) {
      findings.add(Finding.UNEXPECTED, id == null ? "no id" : "id " + id, record);
      return;
    }
    if (Digest.fast(reading.payload().apply(record)) != truth.digest(event)) {
      findings.add(Finding.ALTERED, "id " + id, record);
    }
    if (seen.get(event)) {
      findings.add(Finding.DUPLICATED, "id " + id, record);
      return;
    }
    seen.set(event);
    checkOrder(event, record);
  }

  /** Takes a record of a dead-letter topic. */
  public void dead(ConsumerRecord<byte[], byte[]> record) {
    deadLetters.take(record, findings);
  }

  /** The verdict on all that was taken so far, as if nothing came any more. */
  public Verdict verdict() {
    Examples all = new Examples(findings);
    for (int e = seen.nextClearBit(0); e < truth.clean(); e = seen.nextClearBit(e + 1)) {
      if (!truth.mayBeMissing(e)) {
        all.add(
            Finding.LOST,
            "id %s, key %s, number %d".formatted(truth.id(e), truth.keyName(truth.key(e)), e));
      }
    }
    deadLetters.close(all);
    return new Verdict(
        truth.clean(),
        cleanSeen,
        deadLetters.expected(),
        deadLetters.seen(),
        all.counts(),
        all.examples(),
        order.promised());
  }

  private void checkOrder(int event, ConsumerRecord<byte[], byte[]> record) {
    Object lane = order.lane(truth, event, record);
    if (lane == null) {
      return;
    }
    long place = order.place(event, record);
    Last latest = latestOfLane.get(lane);
    if (latest == null || latest.place() <= place) {
      latestOfLane.put(lane, new Last(place, event));
      return;
    }
    String what =
        "id %s after %s of key %s"
            .formatted(truth.id(event), truth.id(latest.event()), truth.keyName(truth.key(event)));
    findings.add(Finding.REORDERED, what, record);
  }
}
