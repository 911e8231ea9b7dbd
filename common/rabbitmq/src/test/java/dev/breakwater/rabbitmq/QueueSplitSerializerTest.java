package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.input.Assignment;
import dev.breakwater.operators.input.AssignmentSerializer;
import dev.breakwater.operators.input.SplitSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueSplitSerializerTest {

  private static final QueueSplit SPLIT =
      new QueueSplit(
          "orders", 7_000_000_000L, List.of(new Fingerprint(-1, 2), new Fingerprint(3, 4)));

  private final SplitSerializer<QueueSplit> serializer =
      new SplitSerializer<>(new QueueSplitFormat());

  @Test
  void bringsASplitBack() throws Exception {
    byte[] bytes = serializer.serialize(SPLIT);
    assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(SPLIT);
    assertThat(bytes).as("16 bytes a message").hasSize(2 + 6 + 8 + 4 + 2 * 16);
  }

  @Test
  void bringsAnAssignmentBack() throws Exception {
    AssignmentSerializer<QueueSplit> assignments =
        new AssignmentSerializer<>(new QueueSplitFormat());
    Assignment<QueueSplit> assignment = new Assignment<>(Set.of("a", "b"), List.of(SPLIT));
    byte[] bytes = assignments.serialize(assignment);
    assertThat(assignments.deserialize(1, bytes)).isEqualTo(assignment);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("state of a queue must be of version 1, was 2");
  }
}
