package dev.breakwater.operators.repair;

import dev.breakwater.operators.event.Outcome;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Keeps what the outputs of a job hold already from being written again. */
public final class Repair {

  private Repair() {}

  /**
   * What is not held yet, in its order; everything when nothing is repaired.
   *
   * @param own where the stream goes; one of the plan's outputs
   * @param uid uid and name of the operator, unique within the job
   */
  public static <T extends Outcome> SingleOutputStreamOperator<T> apply(
      DataStream<T> stream, RepairPlan plan, RepairOutput own, String uid) {
    return stream
        .transform(uid, stream.getType(), new RepairOperator<T>(plan, own))
        .uid(uid)
        .name(uid);
  }
}
