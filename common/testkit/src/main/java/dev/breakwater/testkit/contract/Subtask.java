package dev.breakwater.testkit.contract;

import dev.breakwater.testkit.TemporaryDirectory;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.operators.testutils.MockInputSplitProvider;
import org.jspecify.annotations.Nullable;

/** One running instance of the operator under contract. */
final class Subtask<K, IN, OUT> implements AutoCloseable {

  private static final long MANAGED_MEMORY = 16L << 20;
  private static final int BUFFER_SIZE = 1024;

  private final Subject<K, IN, OUT> subject;
  private final MetricNames metrics;
  private final TemporaryDirectory directory;
  private final MockEnvironment environment;
  private final KeyedHarness<IN, OUT> harness;
  private boolean opened;

  /** Set up but not opened: state is not there yet. */
  Subtask(Subject<K, IN, OUT> subject, Backend backend, int parallelism, int index)
      throws Exception {
    this.subject = subject;
    metrics = new MetricNames();
    directory = TemporaryDirectory.create("breakwater-contract-");
    environment =
        new MockEnvironmentBuilder()
            .setTaskName("contract")
            .setManagedMemorySize(MANAGED_MEMORY)
            .setInputSplitProvider(new MockInputSplitProvider())
            .setBufferSize(BUFFER_SIZE)
            .setMaxParallelism(Subject.MAX_PARALLELISM)
            .setParallelism(parallelism)
            .setSubtaskIndex(index)
            .setMetricGroup(metrics.task())
            .setExecutionConfig(withoutGenericTypes())
            .build();
    harness = subject.operator().create(environment);
    harness.setStateBackend(backend.create(directory.path()));
    harness.setKey(subject);
    harness.setup(
        subject.outputType().createSerializer(withoutGenericTypes().getSerializerConfig()));
  }

  static ExecutionConfig withoutGenericTypes() {
    ExecutionConfig config = new ExecutionConfig();
    ((SerializerConfigImpl) config.getSerializerConfig()).setGenericTypes(false);
    return config;
  }

  /** Opens it, at the time at which the state was saved, which its first watermark tells it. */
  void open(@Nullable OperatorSubtaskState from, Moment at) throws Exception {
    setProcessingTime(at.processingTime());
    harness.initializeState(from);
    harness.open();
    opened = true;
    if (at.watermark() != Long.MIN_VALUE) {
      harness.processWatermark(at.watermark());
    }
  }

  List<Emitted> play(Step<IN> step) throws Exception {
    if (step instanceof Step.Arrival<IN> arrival) {
      harness.processElement(arrival.value(), arrival.timestamp());
    } else if (step instanceof Step.Watermark<IN> watermark) {
      harness.processWatermark(watermark.time());
    } else if (step instanceof Step.ProcessingTime<IN> time) {
      setProcessingTime(time.time());
    }
    return harness.drain();
  }

  private void setProcessingTime(long time) throws Exception {
    subject.clock().accept(time);
    harness.setStateTtlProcessingTime(time);
    harness.setProcessingTime(time);
  }

  /** What is put out before the barrier of a checkpoint goes on. */
  List<Emitted> beforeBarrier(long checkpoint) throws Exception {
    harness.prepareSnapshotPreBarrier(checkpoint);
    return harness.drain();
  }

  OperatorSubtaskState snapshot(long checkpoint, SnapshotType type) throws Exception {
    OperatorSubtaskState state =
        harness.snapshotWithLocalState(checkpoint, checkpoint, type).getJobManagerOwnedState();
    harness.notifyOfCompletedCheckpoint(checkpoint);
    return state;
  }

  KeyedHarness<IN, OUT> harness() {
    return harness;
  }

  MetricNames metrics() {
    return metrics;
  }

  @Override
  public void close() throws Exception {
    try (directory;
        environment) {
      if (opened) {
        harness.close();
      } else {
        harness.getOperator().close();
      }
    }
  }
}
