package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Makes of each record an event or a dead letter; see the package's rules. */
public final class Decode {

  /** Names the operator in savepoints: never changes. It has no state. */
  public static final String UID = "decode";

  private Decode() {}

  /** One outcome for each record, in the same order. */
  public static SingleOutputStreamOperator<Outcome> apply(
      DataStream<RawRecord> records, DecodeConfig config) {
    return records
        .process(new DecodeFunction(config), EventTypes.OUTCOME)
        .name(UID)
        .uid(UID);
  }
}
