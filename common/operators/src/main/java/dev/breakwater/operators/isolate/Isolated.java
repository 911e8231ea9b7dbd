package dev.breakwater.operators.isolate;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Runs a user's function so that a record it throws for does not stop the job. */
public final class Isolated {

  private Isolated() {}

  /**
   * Applies the function to each event; what it throws for becomes a dead letter.
   *
   * @param stage the stage that dead letters name, lower case
   * @param uid uid and name of the operator, unique within the job
   */
  public static SingleOutputStreamOperator<Outcome> map(
      DataStream<Event> events, IsolatedFunction function, String stage, String uid) {
    IsolatedFunction cleaned = events.getExecutionEnvironment().clean(function);
    SingleOutputStreamOperator<Outcome> outcomes =
        events
            .transform(uid, EventTypes.OUTCOME, new IsolatedOperator(cleaned, stage))
            .uid(uid)
            .name(uid);
    if (events.getTransformation().isParallelismConfigured()) {
      // Another parallelism would break the chain from the source.
      outcomes.setParallelism(events.getParallelism());
    }
    return outcomes;
  }
}
