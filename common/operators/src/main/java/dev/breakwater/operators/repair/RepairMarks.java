package dev.breakwater.operators.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.kafka.common.TopicPartition;

/**
 * What a checkpoint remembers of a repair, each as (kind, topic, partition, offset). Every subtask
 * writes its own; after a restore each has those of all.
 */
final class RepairMarks {

  static final ListStateDescriptor<Tuple4<String, String, Integer, Long>> STATE =
      new ListStateDescriptor<>(
          "repair", Types.TUPLE(Types.STRING, Types.STRING, Types.INT, Types.LONG));

  /** Where an output ended when the repair began. */
  private static final String END = "end";

  /** The last source position that is held and has to come by again. */
  private static final String HELD = "held";

  /** How far the source was seen. */
  private static final String SEEN = "seen";

  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Progress held = new Progress();
  private final Progress seen = new Progress();

  void add(Tuple4<String, String, Integer, Long> mark) {
    switch (mark.f0) {
      case END -> ends.merge(new TopicPartition(mark.f1, mark.f2), mark.f3, Math::max);
      case HELD -> held.reached(mark.f1, mark.f2, mark.f3);
      case SEEN -> seen.reached(mark.f1, mark.f2, mark.f3);
      default -> throw new IllegalStateException("repair mark must be known, was " + mark.f0);
    }
  }

  List<Tuple4<String, String, Integer, Long>> list() {
    List<Tuple4<String, String, Integer, Long>> marks = new ArrayList<>();
    ends.forEach((at, end) -> marks.add(mark(END, at, end)));
    held.forEach((at, offset) -> marks.add(mark(HELD, at, offset)));
    seen.forEach((at, offset) -> marks.add(mark(SEEN, at, offset)));
    return marks;
  }

  /** Begins again, with other ends; how far the source was seen still holds. */
  void begin(Map<TopicPartition, Long> newEnds, Progress newHeld) {
    ends.clear();
    ends.putAll(newEnds);
    newHeld.forEach((at, offset) -> held.reached(at.topic(), at.partition(), offset));
  }

  Map<TopicPartition, Long> ends() {
    return Map.copyOf(ends);
  }

  Progress seen() {
    return seen;
  }

  /** True if all that is held and has to has come by again. */
  boolean done() {
    return seen.passed(held);
  }

  private static Tuple4<String, String, Integer, Long> mark(
      String kind, TopicPartition at, long offset) {
    return Tuple4.of(kind, at.topic(), at.partition(), offset);
  }
}
