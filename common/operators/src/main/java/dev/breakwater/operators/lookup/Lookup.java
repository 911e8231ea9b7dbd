package dev.breakwater.operators.lookup;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Puts an answer of a dependency into each event; see the package's rules. */
public final class Lookup {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "lookup";

  private Lookup() {}

  /** A lookup for a job that has one; its uid is {@link #UID}. */
  public static SingleOutputStreamOperator<Outcome> apply(
      DataStream<Outcome> outcomes, LookupConfig config) {
    return apply(outcomes, config, UID);
  }

  /**
   * One outcome for each, in order per key; dead letters go on as they are.
   *
   * @param uid uid and name of the operator, unique within the job
   */
  public static SingleOutputStreamOperator<Outcome> apply(
      DataStream<Outcome> outcomes, LookupConfig config, String uid) {
    SingleOutputStreamOperator<Outcome> lookedUp =
        outcomes
            .transform(uid, EventTypes.OUTCOME, new LookupOperatorFactory(config))
            .uid(uid)
            .name(uid);
    if (outcomes.getTransformation().isParallelismConfigured()) {
      // Another parallelism would break the chain from the source.
      lookedUp.setParallelism(outcomes.getParallelism());
    }
    return lookedUp;
  }
}
