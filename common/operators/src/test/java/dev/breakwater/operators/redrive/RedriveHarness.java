package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** A redrive operator on its own, with its clock, its mails and its metrics at hand. */
final class RedriveHarness implements AutoCloseable {

  final Keyed flink;
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private long now;

  RedriveHarness(RedriveConfig config, @Nullable HealthProbe probe, @Nullable SentBefore sent)
      throws Exception {
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, Map<String, String> variables) {
            return metrics;
          }
        };
    flink =
        new Keyed(
            new Factory(Letters.policy(config), probe, sent),
            new MockEnvironmentBuilder().setMaxParallelism(128).setMetricGroup(task).build());
    flink.setup(EventTypes.RAW_RECORD.createSerializer(new SerializerConfigImpl()));
  }

  RedriveHarness open(long at, @Nullable OperatorSubtaskState state) throws Exception {
    clock(at);
    flink.initializeState(state);
    flink.open();
    return this;
  }

  void clock(long at) throws Exception {
    now = at;
    flink.setProcessingTime(at);
  }

  long now() {
    return now;
  }

  void process(RawRecord record) throws Exception {
    flink.processElement(new StreamRecord<>(record));
  }

  /** As a checkpoint comes to the task: at the lowest priority, while the operator may yield. */
  void mail(ThrowingRunnable<Exception> action) {
    flink.getTaskMailbox().put(new Mail(action, TaskMailbox.MIN_PRIORITY, "test"));
  }

  /** From now on a millisecond goes by whenever the operator waits for something. */
  void letTimePass() {
    mail(
        () -> {
          clock(now + 1);
          letTimePass();
        });
  }

  /** The offsets of what was handed on, in order. */
  List<Long> emitted() {
    return flink.extractOutputStreamRecords().stream()
        .map(element -> element.getValue().offset())
        .toList();
  }

  int waiting() {
    return (Integer) ((Gauge<?>) metric(RedriveMetrics.WAITING.name())).getValue();
  }

  int healthy() {
    return (Integer) ((Gauge<?>) metric(RedriveMetrics.HEALTHY.name())).getValue();
  }

  long sent() {
    return ((Counter) metric(RedriveMetrics.SENT.name())).getCount();
  }

  boolean backPressured() {
    return flink
        .getEnvironment()
        .getMetricGroup()
        .getIOMetricGroup()
        .getSoftBackPressuredTimePerSecond()
        .isMeasuring();
  }

  private Metric metric(String name) {
    return Objects.requireNonNull(metrics.get(name), name);
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }

  /** Flink's harness for an operator with keyed state and an environment of the test's. */
  static final class Keyed extends OneInputStreamOperatorTestHarness<RawRecord, RawRecord> {

    Keyed(Factory factory, MockEnvironment environment) throws Exception {
      super(
          factory, EventTypes.RAW_RECORD.createSerializer(new SerializerConfigImpl()), environment);
      KeySelector<RawRecord, String> key = RawRecord::position;
      config.setStatePartitioner(0, key);
      config.setStateKeySerializer(StringSerializer.INSTANCE);
      config.serializeAllConfigs();
    }

    int entries() {
      return ((TestableKeyedStateBackend<?>) ((RedriveOperator) operator).getKeyedStateBackend())
          .numKeyValueStateEntries();
    }
  }

  /** As the product's, without its look at the task, and with a probe of the test's. */
  static final class Factory extends AbstractStreamOperatorFactory<RawRecord>
      implements OneInputStreamOperatorFactory<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1L;
    private final RedrivePolicy policy;
    private final transient @Nullable HealthProbe probe;
    private final transient @Nullable SentBefore sent;

    Factory(RedrivePolicy policy, @Nullable HealthProbe probe, @Nullable SentBefore sent) {
      this.policy = policy;
      this.probe = probe;
      this.sent = sent;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
    public <T extends StreamOperator<RawRecord>> T createStreamOperator(
        StreamOperatorParameters<RawRecord> parameters) {
      return (T)
          new RedriveOperator(
              parameters,
              policy,
              () -> sent == null ? SentBefore.nothing(1 << 20) : sent,
              RedriveFactory.allMails(parameters.getContainingTask()),
              probe);
    }

    @Override
    @SuppressWarnings("rawtypes") // As declared in Flink.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return RedriveOperator.class;
    }
  }
}
