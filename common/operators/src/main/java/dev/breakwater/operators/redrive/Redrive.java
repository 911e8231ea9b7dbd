package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Sends dead letters back to work; see the package's rules. */
public final class Redrive {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "redrive";

  static final OutputTag<RawRecord> LEFT = new OutputTag<>("left", EventTypes.RAW_RECORD);

  private Redrive() {}

  /** Of a stream of {@link #apply}, the dead letters that stay where they are. */
  public static DataStream<RawRecord> left(SingleOutputStreamOperator<RawRecord> sent) {
    return sent.getSideOutput(LEFT);
  }

  /**
   * The dead letters that are sent or parked, for one sink with a {@link RedriveEncoder} of the
   * same policy and parallelism 1.
   *
   * @param deadLetters straight from the source; it is given parallelism 1, since one subtask can
   *     keep a limit and an order, and many cannot
   */
  public static SingleOutputStreamOperator<RawRecord> apply(
      SingleOutputStreamOperator<RawRecord> deadLetters, RedrivePolicy policy, RedrivePlan plan) {
    deadLetters.setParallelism(1);
    // All keys are the one subtask's, so keyed state needs no shuffle and the chain is not broken.
    return DataStreamUtils.reinterpretAsKeyedStream(deadLetters, RawRecord::position, Types.STRING)
        .transform(UID, EventTypes.RAW_RECORD, new RedriveFactory(policy, plan))
        .setParallelism(1)
        .uid(UID)
        .name(UID);
  }
}
