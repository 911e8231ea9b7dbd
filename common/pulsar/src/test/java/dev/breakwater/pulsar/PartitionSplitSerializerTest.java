package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void bringsSplitsBack() throws Exception {
    PartitionSplitSerializer serializer = new PartitionSplitSerializer();
    for (PartitionSplit split : List.of(READ, UNTOUCHED)) {
      byte[] bytes = serializer.serialize(split);
      assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(split);
    }
  }

  /** Part of the state: other bytes could not be read by those who have a savepoint. */
  @Test
  void writesWhatItAlwaysWrote() throws Exception {
    PartitionSplit split = new PartitionSplit("t/n/b", StartPoint.EARLIEST, new Place(7, 5, 3));
    assertThat(HexFormat.of().formatHex(new PartitionSplitSerializer().serialize(split)))
        .isEqualTo(
            "0005742f6e2f62"
                + "00084541524c494553540000000000000000"
                + "0100000000000000070000000000000005"
                + "00000003");
  }

  @Test
  void bringsAnAssignmentBack() throws Exception {
    AssignmentSerializer serializer = new AssignmentSerializer();
    Assignment assignment = new Assignment(Set.of("t/n/c", "t/n/d"), List.of(READ, UNTOUCHED));
    byte[] bytes = serializer.serialize(assignment);
    assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(assignment);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> new PartitionSplitSerializer().deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("state of a partition must be of version 1, was 2");
  }
}
