package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Lets later events of a key wait for an earlier dead letter; see the package's rules. */
public final class Quarantine {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "quarantine";

  /**
   * The header of an event that went on before a record that it should have waited for: where that
   * record was read, {@code topic-partition@offset}.
   */
  public static final String OVERTOOK = "breakwater-overtook";

  private Quarantine() {}

  /**
   * Shuffles the outcomes of a stage by output key and holds back what must wait. Put it between
   * the stage and the split of its dead letters.
   */
  public static SingleOutputStreamOperator<Outcome> apply(
      DataStream<Outcome> outcomes, QuarantineConfig config) {
    return outcomes
        .keyBy(QuarantineKey::of, QuarantineKey.TYPE)
        .transform(UID, EventTypes.OUTCOME, new QuarantineOperator(config))
        .uid(UID);
  }
}
