package dev.breakwater.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Flink's harness, with all outputs in one list and a count of entries on any backend. */
final class KeyedHarness<IN, OUT> extends OneInputStreamOperatorTestHarness<IN, OUT> {

  KeyedHarness(OneInputStreamOperator<IN, OUT> operator, MockEnvironment environment)
      throws Exception {
    super(operator, environment);
  }

  KeyedHarness(OneInputStreamOperatorFactory<IN, OUT> factory, MockEnvironment environment)
      throws Exception {
    super(factory, environment);
  }

  <K> void setKey(Subject<K, IN, OUT> subject) {
    config.setStatePartitioner(0, subject.keySelector());
    config.setStateKeySerializer(
        subject.keyType().createSerializer(executionConfig.getSerializerConfig()));
    config.setupNetworkInputs(
        subject.inputType().createSerializer(executionConfig.getSerializerConfig()));
    config.serializeAllConfigs();
  }

  /** What was put out since the last call, the main output first. */
  List<Emitted> drain() {
    List<Emitted> drained = new ArrayList<>();
    drain(Emitted.MAIN, outputList, drained);
    for (Map.Entry<OutputTag<?>, ? extends Queue<Object>> side : sideOutputLists.entrySet()) {
      drain(side.getKey().getId(), side.getValue(), drained);
    }
    return drained;
  }

  private static void drain(String output, Queue<Object> from, List<Emitted> to) {
    for (Object element = from.poll(); element != null; element = from.poll()) {
      // Watermarks go through every operator and say nothing of it.
      if (element instanceof StreamRecord<?> record) {
        to.add(new Emitted(output, record));
      }
    }
  }

  /** Entries of keyed state over all keys, those that are waiting for removal included. */
  int entries() {
    return backend().numKeyValueStateEntries();
  }

  int timers() {
    return numEventTimeTimers() + numProcessingTimeTimers();
  }

  TestableKeyedStateBackend<?> backend() {
    KeyedStateBackend<?> backend = ((AbstractStreamOperator<?>) operator).getKeyedStateBackend();
    if (backend instanceof TestableKeyedStateBackend<?> testable) {
      return testable;
    }
    throw new AssertionError("operator has no keyed state backend");
  }
}
