package dev.breakwater.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

  @Test
  void handsOnOneOutcomeForEachRecordInOrderByTheClockOfTheTask() throws Exception {
    DecodeConfig config =
        Records.config(
            Records.ANY_JSON,
            "decode.map.id",
            "/id",
            "decode.map.time",
            "/t",
            "decode.map.time-format",
            "epoch-millis");
    try (OneInputStreamOperatorTestHarness<RawRecord, Outcome> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(config)))) {
      harness.open();
      harness.setProcessingTime(1_000);
      harness.processElement(Records.plain("{\"id\":\"a\",\"t\":301000}"), 7);
      harness.processElement(Records.plain("{\"id\":\"b\",\"t\":301001}"), 8);
      harness.processElement(Records.plain("{"), 9);
      harness.setProcessingTime(1_001);
      harness.processElement(Records.plain("{\"id\":\"c\",\"t\":301001}"), 10);

      List<Outcome> outcomes = harness.extractOutputValues();
      assertThat(outcomes).hasSize(4);
      assertThat(((Event) outcomes.get(0)).id()).isEqualTo("a");
      DeadLetter ahead = (DeadLetter) outcomes.get(1);
      assertThat(ahead.reason()).isEqualTo(Reason.INVALID);
      assertThat(ahead.failedAt()).isEqualTo(1_000);
      assertThat(((DeadLetter) outcomes.get(2)).reason()).isEqualTo(Reason.MALFORMED);
      assertThat(((Event) outcomes.get(3)).id()).isEqualTo("c");
    }
  }

  @Test
  void isOneOperatorWithItsOwnUidAndType() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    SingleOutputStreamOperator<Outcome> outcomes =
        Decode.apply(
            environment.fromData(EventTypes.RAW_RECORD, Records.plain("{}")), Records.config());
    assertThat(outcomes.getTransformation().getUid()).isEqualTo("decode");
    assertThat(outcomes.getTransformation().getName()).isEqualTo("decode");
    assertThat(outcomes.getType()).isEqualTo(EventTypes.OUTCOME);
  }
}
