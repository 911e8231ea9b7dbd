package dev.breakwater.operators.repair;

import dev.breakwater.operators.event.Outcome;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Keeps what the outputs of a job hold already from being written again. */
public final class Repair {

  private Repair() {}

  /**
   * What no output holds yet, in its order; everything when nothing is repaired.
   *
   * @param past those of the plan's outputs that may hold what comes by here again: the repair is
   *     over when all of that has come by
   * @param uid uid and name of the operator, unique within the job
   */
  public static <T extends Outcome> SingleOutputStreamOperator<T> apply(
      DataStream<T> stream, RepairPlan plan, List<RepairOutput> past, String uid) {
    return stream
        .transform(uid, stream.getType(), new RepairOperator<T>(plan, past))
        .uid(uid)
        .name(uid);
  }
}
