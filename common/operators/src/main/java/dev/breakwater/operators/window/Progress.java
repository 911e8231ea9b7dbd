package dev.breakwater.operators.window;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * How far a subtask before the shuffle has come in event time, what it must take for closed, and
 * what of that a checkpoint holds: 20 bytes per partition and subtask.
 */
final class Progress {

  static final String CLOCKS = "partition-clocks";
  static final String WATERMARK = "slice-watermark";

  private final PartitionClocks clocks;
  private final ListState<Tuple3<String, Integer, Long>> savedClocks;
  private final ListState<Tuple2<Long, Boolean>> savedWatermark;
  private final long restored;
  private long watermark = Long.MIN_VALUE;
  private long doubtful;
  private boolean idle;
  private boolean hasBeenIdle;

  /** Goes on where the store says, at any parallelism. */
  Progress(OperatorStateStore store, long outOfOrderness) throws Exception {
    clocks = new PartitionClocks(outOfOrderness);
    savedClocks =
        store.getUnionListState(
            new ListStateDescriptor<>(CLOCKS, Types.TUPLE(Types.STRING, Types.INT, Types.LONG)));
    savedWatermark =
        store.getUnionListState(
            new ListStateDescriptor<>(WATERMARK, Types.TUPLE(Types.LONG, Types.BOOLEAN)));
    for (Tuple3<String, Integer, Long> saved : savedClocks.get()) {
      clocks.restore(saved.f0, saved.f1, saved.f2);
    }
    restored = behindTheShuffle(savedWatermark.get());
    doubtful = restored;
  }

  /** The watermark there is the least of all subtasks, but for those that were not waited for. */
  private static long behindTheShuffle(Iterable<Tuple2<Long, Boolean>> saved) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    boolean anyIdle = false;
    for (Tuple2<Long, Boolean> subtask : saved) {
      least = Math.min(least, subtask.f0);
      most = Math.max(most, subtask.f0);
      anyIdle |= subtask.f1;
    }
    return anyIdle ? most : Math.min(least, most);
  }

  /** What is closed for an event of this record; the event counts for those that follow. */
  long closedBefore(RawRecord record, long time) {
    return Math.max(clocks.observe(record.topic(), record.partition(), time), watermark);
  }

  /** Windows that close up to here may be closed behind the shuffle although they are not here. */
  long doubtful() {
    return doubtful;
  }

  void advance(long to) {
    watermark = Math.max(watermark, to);
  }

  /**
   * The subtask becomes idle or active.
   *
   * @param latest the time that no event of any subtask can be ahead of
   */
  void idle(boolean now, long latest) {
    if (idle && !now) {
      doubtful = Math.max(doubtful, latest);
    }
    idle = now;
    hasBeenIdle |= now;
  }

  void save() throws Exception {
    savedClocks.clear();
    clocks.save((topic, partition, latest) -> savedClocks.add(Tuple3.of(topic, partition, latest)));
    savedWatermark.clear();
    savedWatermark.add(Tuple2.of(Math.max(watermark, restored), hasBeenIdle));
  }
}
