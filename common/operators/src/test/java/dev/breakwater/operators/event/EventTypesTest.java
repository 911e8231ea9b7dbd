package dev.breakwater.operators.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  @Test
  void areFoundByFlinkFromTheClasses() {
    assertThat(TypeInformation.of(RawRecord.class)).isSameAs(EventTypes.RAW_RECORD);
    assertThat(TypeInformation.of(Event.class)).isSameAs(EventTypes.EVENT);
    assertThat(TypeInformation.of(DeadLetter.class)).isSameAs(EventTypes.DEAD_LETTER);
    assertThat(TypeInformation.of(Outcome.class)).isSameAs(EventTypes.OUTCOME);
  }

  @Test
  void areFoundByFlinkFromAFunction() {
    MapFunction<RawRecord, Outcome> function =
        new MapFunction<>() {
          @Override
          public Outcome map(RawRecord record) {
            return new DeadLetter(record, Reason.INVALID, "", "", null, 0);
          }
        };
    assertThat(TypeExtractor.getMapReturnTypes(function, EventTypes.RAW_RECORD))
        .isSameAs(EventTypes.OUTCOME);
  }

  @Test
  void haveTheirOwnSerializers() {
    assertThat(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()))
        .isInstanceOf(EventSerializer.class)
        .isNotSameAs(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
  }

  @Test
  void areTheSameAfterATravel() throws Exception {
    for (TypeInformation<?> type :
        List.of(
            EventTypes.RAW_RECORD, EventTypes.EVENT, EventTypes.DEAD_LETTER, EventTypes.OUTCOME)) {
      assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
    }
    assertThat(EventTypes.EVENT).isNotEqualTo(EventTypes.OUTCOME);
  }
}
