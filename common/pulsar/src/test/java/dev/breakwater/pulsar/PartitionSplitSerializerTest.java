package dev.breakwater.pulsar;

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

class PartitionSplitSerializerTest {

  private static final PartitionSplit READ =
      new PartitionSplit(
          "t/n/a-partition-1", StartPoint.at(1_700_000_000_000L), new Place(7, 5_000_000_000L, 3));
  private static final PartitionSplit UNTOUCHED =
      PartitionSplit.untouched("t/n/b", StartPoint.COMMITTED);

  private final SplitSerializer<PartitionSplit> serializer =
      new SplitSerializer<>(new PartitionSplitFormat());

  @Test
  void bringsSplitsBack() throws Exception {
    for (PartitionSplit split : List.of(READ, UNTOUCHED)) {
      byte[] bytes = serializer.serialize(split);
      assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(split);
    }
  }

  /** Part of the state: other bytes could not be read by those who have a savepoint. */
  @Test
  void writesWhatItAlwaysWrote() throws Exception {
    PartitionSplit split = new PartitionSplit("t/n/b", StartPoint.EARLIEST, new Place(7, 5, 3));
    assertThat(HexFormat.of().formatHex(serializer.serialize(split)))
        .isEqualTo(
            "0005742f6e2f62"
                + "00084541524c494553540000000000000000"
                + "0100000000000000070000000000000005"
                + "00000003");
  }

  @Test
  void bringsAnAssignmentBack() throws Exception {
    AssignmentSerializer<PartitionSplit> assignments =
        new AssignmentSerializer<>(new PartitionSplitFormat());
    Assignment<PartitionSplit> assignment =
        new Assignment<>(Set.of("t/n/c", "t/n/d"), List.of(READ, UNTOUCHED));
    byte[] bytes = assignments.serialize(assignment);
    assertThat(assignments.deserialize(1, bytes)).isEqualTo(assignment);
  }

  /** Likewise: what was found, and what waits. */
  @Test
  void writesAssignmentsAsItAlwaysDid() throws Exception {
    PartitionSplit split = PartitionSplit.untouched("t/n/b", StartPoint.at(5));
    byte[] bytes =
        new AssignmentSerializer<>(new PartitionSplitFormat())
            .serialize(new Assignment<>(Set.of("t/n/c"), List.of(split)));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "00000001"
                + "0005742f6e2f63"
                + "00000001"
                + "0005742f6e2f62"
                + "000454494d45"
                + "0000000000000005"
                + "00");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("state of a partition must be of version 1, was 2");
  }
}
