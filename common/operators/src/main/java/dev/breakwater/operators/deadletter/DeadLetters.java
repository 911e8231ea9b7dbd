package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Splits outcomes into events and dead letters, under a budget. */
public final class DeadLetters {

  public static final String UID = "dead-letter-split";

  private DeadLetters() {}

  /** A split for a job that has one; its uid is {@link #UID}. */
  public static Split split(DataStream<Outcome> outcomes, DeadLetterConfig config) {
    return split(outcomes, config, UID);
  }

  /**
   * A split of one stage.
   *
   * @param uid uid and name of the operator, unique within the job
   */
  public static Split split(DataStream<Outcome> outcomes, DeadLetterConfig config, String uid) {
    OutputTag<DeadLetter> tag = new OutputTag<>("dead-letters", EventTypes.DEAD_LETTER);
    SingleOutputStreamOperator<Event> events =
        outcomes
            .transform(uid, EventTypes.EVENT, new OutcomeSplitFactory(config, tag))
            .uid(uid)
            .name(uid);
    if (outcomes.getTransformation().isParallelismConfigured()) {
      // Another parallelism would break the chain from the source.
      events.setParallelism(outcomes.getParallelism());
    }
    return new Split(events, events.getSideOutput(tag));
  }
}
