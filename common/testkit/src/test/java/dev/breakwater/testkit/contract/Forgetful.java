package dev.breakwater.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Numbers the records of a key, but keeps the numbers where they do not belong. */
final class Forgetful extends KeyedProcessFunction<String, String, String>
    implements CheckpointedFunction {

  private final Memory memory;
  private transient Map<String, Long> counts;
  private transient @Nullable ListState<Tuple2<String, Long>> saved;

  Forgetful(Memory memory) {
    this.memory = memory;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    saved =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("counts", Types.TUPLE(Types.STRING, Types.LONG)));
  }

  @Override
  public void open(OpenContext context) throws Exception {
    counts = load(requireNonNull(saved).get());
  }

  private static Map<String, Long> load(Iterable<Tuple2<String, Long>> saved) {
    Map<String, Long> counts = new HashMap<>();
    for (Tuple2<String, Long> each : saved) {
      counts.put(each.f0, each.f1);
    }
    return counts;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ListState<Tuple2<String, Long>> list = requireNonNull(saved);
    list.clear();
    if (memory == Memory.NOT_BY_KEY) {
      for (Map.Entry<String, Long> each : counts.entrySet()) {
        list.add(Tuple2.of(each.getKey(), each.getValue()));
      }
    }
    if (memory == Memory.LOST_BY_SNAPSHOT) {
      counts.clear();
    }
  }

  @Override
  public void processElement(String value, Context context, Collector<String> out) {
    out.collect(value + counts.merge(value, 1L, Long::sum));
  }

  /** Where the numbers are. */
  enum Memory {
    /** On the heap only. */
    NOT_SAVED,
    /** In operator state, which is dealt out to any subtask on rescaling. */
    NOT_BY_KEY,
    /** On the heap, and cleared by a snapshot. */
    LOST_BY_SNAPSHOT
  }
}
