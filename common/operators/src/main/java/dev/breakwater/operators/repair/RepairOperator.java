package dev.breakwater.operators.repair;

import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts aside what the outputs hold, while there is something to repair; else hands on. */
final class RepairOperator<T extends Outcome> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(RepairOperator.class);

  private final RepairPlan plan;
  private final List<RepairOutput> past;
  private final OutputTag<T> leftOutTag;

  private transient @Nullable ListState<Tuple4<String, String, Integer, Long>> state;
  private transient @Nullable RepairMarks marks;
  private transient @Nullable Held held;
  private transient Counter leftOut;
  private transient volatile long heldRecords;

  RepairOperator(RepairPlan plan, List<RepairOutput> past, OutputTag<T> leftOutTag) {
    this.plan = plan;
    this.past = List.copyOf(past);
    this.leftOutTag = leftOutTag;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ListState<Tuple4<String, String, Integer, Long>> restored =
        context.getOperatorStateStore().getUnionListState(RepairMarks.STATE);
    RepairMarks all = new RepairMarks();
    for (Tuple4<String, String, Integer, Long> mark : restored.get()) {
      all.add(mark);
    }
    state = restored;
    marks = all;
  }

  @Override
  public void open() throws Exception {
    super.open();
    leftOut = new RepairMetrics(getMetricGroup(), () -> heldRecords).leftOut();
    RepairMarks restored = Objects.requireNonNull(marks, "marks");
    Map<TopicPartition, Long> ends = plan.ends().isEmpty() ? restored.ends() : plan.ends();
    boolean isDone = ends.equals(restored.ends()) && restored.done();
    if (ends.isEmpty() || isDone) {
      LOGGER.debug("nothing to repair outputs={} done={}", past, isDone);
      return;
    }
    boolean byIdentity = past.stream().anyMatch(RepairOutput::identities);
    Held read = new Held(byIdentity, plan.horizonMillis(), plan.config().maxBytes());
    new HeldReader(plan, ends).readInto(read, past);
    restored.begin(ends, read.past());
    heldRecords = read.records();
    held = read;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    if (held != null && marks != null) {
      RawRecord record = element.getValue().record();
      marks.seen().reached(record.topic(), record.partition(), record.offset());
      if (held.holds(element.getValue())) {
        leftOut.inc();
        output.collect(leftOutTag, element);
        return;
      }
    }
    output.collect(element);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    boolean isOver = held == null && plan.ends().isEmpty();
    Objects.requireNonNull(state, "state")
        .update(isOver || marks == null ? List.of() : marks.list());
  }
}
