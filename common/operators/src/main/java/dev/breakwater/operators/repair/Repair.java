package dev.breakwater.operators.repair;

import dev.breakwater.operators.event.Outcome;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Keeps what the outputs of a job hold already from being written again. */
public final class Repair {

  private Repair() {}

  /**
   * Tells what no output holds yet, everything when nothing is repaired, from what one does.
   *
   * @param past those of the plan's outputs that may hold what comes by here again: the repair is
   *     over when all of that has come by
   * @param uid uid and name of the operator, unique within the job
   */
  public static <T extends Outcome> Repaired<T> apply(
      DataStream<T> stream, RepairPlan plan, List<RepairOutput> past, String uid) {
    OutputTag<T> leftOut = new OutputTag<>("left-out", stream.getType());
    SingleOutputStreamOperator<T> missing =
        stream
            .transform(uid, stream.getType(), new RepairOperator<>(plan, past, leftOut))
            .uid(uid)
            .name(uid);
    return new Repaired<>(missing, missing.getSideOutput(leftOut));
  }
}
