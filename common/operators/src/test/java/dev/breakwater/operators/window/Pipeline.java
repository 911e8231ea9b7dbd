package dev.breakwater.operators.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Both operators of windows, as a job runs them: several subtasks before the shuffle, a channel
 * from each with the order kept, the smallest watermark behind it. What is in a channel stays there
 * until it is delivered.
 */
final class Pipeline implements AutoCloseable {

  private static final int MAX_PARALLELISM = 16;
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", EventTypes.DEAD_LETTER);

  /** Payloads by id; a second one under an id is an error. */
  final Map<String, String> results = new TreeMap<>();

  final List<Event> told = new ArrayList<>();
  final List<DeadLetter> letters = new ArrayList<>();
  final TreeSet<String> late = new TreeSet<>();

  private WindowConfig config;
  private final StateBackend backend;
  private final List<OneInputStreamOperatorTestHarness<Event, Slice>> slices = new ArrayList<>();
  private final List<Queue<Object>> channels = new ArrayList<>();
  private final List<Long> watermarks = new ArrayList<>();
  private final List<Boolean> idle = new ArrayList<>();
  private final SliceSerializer network = new SliceSerializer();
  private KeyedOneInputStreamOperatorTestHarness<String, Slice, Event> windows;
  private long delivered = Long.MIN_VALUE;
  private long clock;

  Pipeline(WindowConfig config, StateBackend backend, int subtasks) throws Exception {
    this.config = config;
    this.backend = backend;
    this.windows = start(subtasks, null, null);
  }

  int subtasks() {
    return slices.size();
  }

  void process(int subtask, Event event) throws Exception {
    slices.get(subtask).processElement(new StreamRecord<>(event, event.time()));
    collect(subtask);
  }

  void watermark(int subtask, long time) throws Exception {
    slices.get(subtask).processWatermark(new Watermark(time));
    collect(subtask);
  }

  void status(int subtask, WatermarkStatus status) throws Exception {
    slices.get(subtask).getOneInputOperator().processWatermarkStatus(status);
    collect(subtask);
  }

  void clock(long millis) throws Exception {
    clock = millis;
    for (OneInputStreamOperatorTestHarness<Event, Slice> subtask : slices) {
      subtask.setProcessingTime(millis);
    }
    windows.setProcessingTime(millis);
    takeResults();
  }

  private void collect(int subtask) {
    OneInputStreamOperatorTestHarness<Event, Slice> harness = slices.get(subtask);
    Queue<Object> output = harness.getOutput();
    while (!output.isEmpty()) {
      channels.get(subtask).add(output.poll());
    }
    takeLate(harness.getSideOutput(DEAD_LETTERS));
  }

  private void takeLate(@Nullable Queue<StreamRecord<DeadLetter>> queue) {
    while (queue != null && !queue.isEmpty()) {
      DeadLetter letter = queue.remove().getValue();
      letters.add(letter);
      late.add(letter.record().partition() + "@" + letter.record().offset());
    }
  }

  /** Delivers at most so much from a channel. */
  @SuppressWarnings("unchecked") // the channel holds what a slice operator put out
  void deliver(int subtask, int atMost) throws Exception {
    Queue<Object> channel = channels.get(subtask);
    for (int i = 0; i < atMost && !channel.isEmpty(); i++) {
      Object element = channel.remove();
      if (element instanceof Watermark watermark) {
        watermarks.set(subtask, Math.max(watermarks.get(subtask), watermark.getTimestamp()));
        advance();
      } else if (element instanceof WatermarkStatus status) {
        boolean allBefore = allIdle();
        idle.set(subtask, status.isIdle());
        advance();
        if (allIdle() != allBefore) {
          windows.getOneInputOperator().processWatermarkStatus(status);
        }
      } else {
        Slice slice = ((StreamRecord<Slice>) element).getValue();
        windows.processElement(new StreamRecord<>(throughTheNetwork(slice)));
      }
      takeResults();
    }
  }

  private boolean allIdle() {
    return idle.stream().allMatch(Boolean::booleanValue);
  }

  /** As Flink does: over the active channels; once all are idle, the latest of all. */
  private void advance() throws Exception {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    boolean anyActive = false;
    for (int i = 0; i < watermarks.size(); i++) {
      most = Math.max(most, watermarks.get(i));
      // A channel that comes back is not waited for until it has caught up.
      if (!idle.get(i)) {
        anyActive = true;
        least = Math.min(least, watermarks.get(i));
      }
    }
    long combined = anyActive ? least : most;
    if (combined > delivered) {
      delivered = combined;
      windows.processWatermark(new Watermark(combined));
    }
  }

  private Slice throughTheNetwork(Slice slice) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(256);
    network.serialize(slice, out);
    return network.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private void takeResults() {
    Queue<Object> output = windows.getOutput();
    while (!output.isEmpty()) {
      if (output.remove() instanceof StreamRecord<?> record
          && record.getValue() instanceof Event event) {
        String payload = new String(Objects.requireNonNull(event.data()), UTF_8);
        String before = results.put(event.id(), payload);
        if (before != null) {
          throw new AssertionError("told twice: " + before + " and " + payload);
        }
        told.add(event);
      }
    }
    takeLate(windows.getSideOutput(DEAD_LETTERS));
  }

  /** What a checkpoint's barrier does before the state is taken. */
  void barrier() throws Exception {
    for (int i = 0; i < slices.size(); i++) {
      slices.get(i).prepareSnapshotPreBarrier(1);
      collect(i);
      deliver(i, Integer.MAX_VALUE);
    }
  }

  /** A checkpoint, the loss of everything else, and a restore with another parallelism. */
  void restart(int subtasks) throws Exception {
    restart(subtasks, config);
  }

  /** The same, with other options. */
  void restart(int subtasks, WindowConfig other) throws Exception {
    barrier();
    OperatorSubtaskState[] states = new OperatorSubtaskState[slices.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = slices.get(i).snapshot(1, 1);
    }
    OperatorSubtaskState merged = AbstractStreamOperatorTestHarness.repackageState(states);
    OperatorSubtaskState windowState = windows.snapshot(1, 1);
    int before = slices.size();
    close();
    config = other;
    delivered = Long.MIN_VALUE;
    List<OperatorSubtaskState> parts = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      parts.add(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              merged, MAX_PARALLELISM, before, subtasks, i));
    }
    windows = start(subtasks, parts, windowState);
    clock(clock);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Slice, Event> start(
      int subtasks,
      @Nullable List<OperatorSubtaskState> states,
      @Nullable OperatorSubtaskState windowState)
      throws Exception {
    slices.clear();
    channels.clear();
    watermarks.clear();
    idle.clear();
    for (int i = 0; i < subtasks; i++) {
      OneInputStreamOperatorTestHarness<Event, Slice> harness =
          new OneInputStreamOperatorTestHarness<>(
              Window.slices(config), MAX_PARALLELISM, subtasks, i);
      harness.setup(new SliceSerializer());
      if (states != null) {
        harness.initializeState(states.get(i));
      }
      harness.open();
      slices.add(harness);
      channels.add(new ArrayDeque<>());
      watermarks.add(Long.MIN_VALUE);
      idle.add(false);
    }
    OneInputStreamOperator<Slice, Event> operator = Window.operator(config);
    KeyedOneInputStreamOperatorTestHarness<String, Slice, Event> started =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, Slice::key, Types.STRING, MAX_PARALLELISM, 1, 0);
    started.setStateBackend(backend);
    started.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    if (windowState != null) {
      started.initializeState(windowState);
    }
    started.open();
    return started;
  }

  int openWindows() throws Exception {
    // RocksDB counts rows whose removal it has not written yet.
    windows.snapshot(2, 2);
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) windows.getOperator();
    return ((TestableKeyedStateBackend<?>) operator.getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  int timers() {
    return windows.numEventTimeTimers() + windows.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<Event, Slice> subtask : slices) {
      subtask.close();
    }
    windows.close();
  }
}
