package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.input.Assignment;
import dev.breakwater.operators.input.AssignmentSerializer;
import dev.breakwater.operators.input.SplitSerializer;
import dev.breakwater.operators.input.StartPoint;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamSplitSerializerTest {

  private static final StreamSplit READ =
      new StreamSplit(
          "a|a-1",
          StartPoint.at(1_700_000_000_000L),
          new Place(5_000_000_000L, 1_700_000_000_001L));
  private static final StreamSplit UNTOUCHED = StreamSplit.untouched("b", StartPoint.offset(7));

  private final SplitSerializer<StreamSplit> serializer =
      new SplitSerializer<>(new StreamSplitFormat());

  @Test
  void bringsSplitsBack() throws Exception {
    for (StreamSplit split : List.of(READ, UNTOUCHED)) {
      byte[] bytes = serializer.serialize(split);
      assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(split);
    }
  }

  /** Part of the state: other bytes could not be read by those who have a savepoint. */
  @Test
  void writesWhatItAlwaysWrote() throws Exception {
    StreamSplit split = new StreamSplit("a|a-1", StartPoint.EARLIEST, new Place(5, 3));
    assertThat(HexFormat.of().formatHex(serializer.serialize(split)))
        .isEqualTo(
            "0005617c612d31"
                + "00084541524c494553540000000000000000"
                + "01"
                + "0000000000000005"
                + "0000000000000003");
  }

  @Test
  void bringsAnAssignmentBack() throws Exception {
    AssignmentSerializer<StreamSplit> assignments =
        new AssignmentSerializer<>(new StreamSplitFormat());
    Assignment<StreamSplit> assignment =
        new Assignment<>(Set.of("c", "d|d-0"), List.of(READ, UNTOUCHED));
    byte[] bytes = assignments.serialize(assignment);
    assertThat(assignments.deserialize(1, bytes)).isEqualTo(assignment);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("state of a stream must be of version 1, was 2");
  }

  @Test
  void goesOnAfterTheLastMessageOrInFrontOfTheFirst() {
    assertThat(READ.before()).isEqualTo(READ.last());
    assertThat(UNTOUCHED.before()).isEqualTo(new Place(6, Place.ANY_TIME));
    assertThat(StreamSplit.untouched("b", StartPoint.offset(0)).before()).isNull();
    assertThat(StreamSplit.untouched("b", StartPoint.at(7)).before()).isNull();
    assertThat(READ.stream()).isEqualTo("a-1");
  }
}
