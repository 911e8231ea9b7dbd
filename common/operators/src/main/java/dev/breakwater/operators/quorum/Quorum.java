package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Makes one result of the copies of many replicas; see the package's rules. */
public final class Quorum {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "quorum";

  /**
   * The header of a result that went out at its deadline: how many copies that count agree, as
   * {@code 1 of 2} with the mode quorum and {@code 1 unsettled} with the others.
   */
  public static final String AGREEMENT_HEADER = "breakwater-agreement";

  static final OutputTag<Event> DISCREPANCIES = new OutputTag<>("discrepancies", EventTypes.EVENT);
  static final OutputTag<Event> STRAGGLERS = new OutputTag<>("stragglers", EventTypes.EVENT);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", EventTypes.DEAD_LETTER);

  private static final OutputTag<Event> COUNTED = new OutputTag<>("counted", EventTypes.EVENT);

  private Quorum() {}

  /** Shuffles the copies by identity and reconciles them. */
  public static Reconciled apply(DataStream<Event> copies, QuorumConfig config) {
    return apply(copies, config, false);
  }

  /**
   * The same.
   *
   * @param accounted whether copies that take part are told as well, for somebody who counts
   */
  public static Reconciled apply(DataStream<Event> copies, QuorumConfig config, boolean accounted) {
    SingleOutputStreamOperator<Event> results =
        copies
            .keyBy(Fingerprint::of, Fingerprint.TYPE)
            .transform(
                UID, EventTypes.EVENT, new QuorumOperator(config, accounted ? COUNTED : null))
            .uid(UID);
    return new Reconciled(
        results,
        results.getSideOutput(DISCREPANCIES),
        results.getSideOutput(STRAGGLERS),
        results.getSideOutput(DEAD_LETTERS),
        results.getSideOutput(COUNTED));
  }
}
