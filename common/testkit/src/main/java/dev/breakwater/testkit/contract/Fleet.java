package dev.breakwater.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** All subtasks of the operator under contract, playing the script from some position on. */
final class Fleet<K, IN, OUT> implements AutoCloseable {

  private final Subject<K, IN, OUT> subject;
  private final List<Subtask<K, IN, OUT>> subtasks = new ArrayList<>();
  private int position;
  private long checkpoint;

  private Fleet(Subject<K, IN, OUT> subject) {
    this.subject = subject;
  }

  static <K, IN, OUT> Fleet<K, IN, OUT> start(Subject<K, IN, OUT> subject, Backend backend)
      throws Exception {
    return start(subject, backend, 1, null, 0);
  }

  static <K, IN, OUT> Fleet<K, IN, OUT> restore(
      Subject<K, IN, OUT> subject, Backend backend, int parallelism, Saved from) throws Exception {
    return start(subject, backend, parallelism, from, from.position());
  }

  /** One that remembers nothing of the steps before. */
  static <K, IN, OUT> Fleet<K, IN, OUT> forgetful(
      Subject<K, IN, OUT> subject, Backend backend, int position) throws Exception {
    return start(subject, backend, 1, null, position);
  }

  private static <K, IN, OUT> Fleet<K, IN, OUT> start(
      Subject<K, IN, OUT> subject,
      Backend backend,
      int parallelism,
      @Nullable Saved from,
      int position)
      throws Exception {
    Fleet<K, IN, OUT> fleet = new Fleet<>(subject);
    fleet.position = position;
    try {
      for (int i = 0; i < parallelism; i++) {
        Subtask<K, IN, OUT> subtask = new Subtask<>(subject, backend, parallelism, i);
        fleet.subtasks.add(subtask);
        subtask.open(stateFor(from, parallelism, i), subject.momentAt(position));
      }
      return fleet;
    } catch (Exception | Error e) {
      fleet.closeAfter(e);
      throw e;
    }
  }

  private static @Nullable OperatorSubtaskState stateFor(
      @Nullable Saved from, int parallelism, int index) {
    return from == null
        ? null
        : AbstractStreamOperatorTestHarness.repartitionOperatorState(
            from.state(), Subject.MAX_PARALLELISM, from.parallelism(), parallelism, index);
  }

  /** Plays on to a position of the script: what each step put out. */
  List<List<Emitted>> playTo(int end) throws Exception {
    List<List<Emitted>> emitted = new ArrayList<>();
    while (position < end) {
      emitted.add(play(subject.script().get(position)));
      position++;
    }
    return emitted;
  }

  List<List<Emitted>> playToEnd() throws Exception {
    return playTo(subject.script().size());
  }

  /** Plays a step that need not be of the script. */
  List<Emitted> play(Step<IN> step) throws Exception {
    if (step instanceof Step.Arrival<IN> arrival) {
      return subtasks.get(subject.ownerOf(arrival.value(), subtasks.size())).play(step);
    }
    List<Emitted> emitted = new ArrayList<>();
    for (Subtask<K, IN, OUT> subtask : subtasks) {
      emitted.addAll(subtask.play(step));
    }
    return emitted;
  }

  List<Emitted> beforeBarrier() throws Exception {
    List<Emitted> emitted = new ArrayList<>();
    for (Subtask<K, IN, OUT> subtask : subtasks) {
      emitted.addAll(subtask.beforeBarrier(checkpoint + 1));
    }
    return emitted;
  }

  /** A checkpoint, in the format of the backend. */
  Saved snapshot() throws Exception {
    return snapshot(CheckpointType.CHECKPOINT);
  }

  /** A savepoint, in the format that any backend reads. */
  Saved savepoint() throws Exception {
    return snapshot(SavepointType.savepoint(SavepointFormatType.CANONICAL));
  }

  private Saved snapshot(SnapshotType type) throws Exception {
    checkpoint++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(checkpoint, type);
    }
    return new Saved(
        AbstractStreamOperatorTestHarness.repackageState(states), states.length, position);
  }

  int entries() {
    return subtasks.stream().mapToInt(subtask -> subtask.harness().entries()).sum();
  }

  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.harness().timers()).sum();
  }

  /** The only or first subtask. */
  Subtask<K, IN, OUT> first() {
    return subtasks.get(0);
  }

  @Override
  public void close() throws Exception {
    Exception first = null;
    for (Subtask<K, IN, OUT> subtask : subtasks) {
      try {
        subtask.close();
      } catch (Exception e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
