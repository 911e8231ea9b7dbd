package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;

/** A split operator on its own, with its clock, its mails and its metrics at hand. */
final class SplitHarness implements AutoCloseable {

  static final OutputTag<DeadLetter> TAG = new OutputTag<>("dead-letters", EventTypes.DEAD_LETTER);

  final OneInputStreamOperatorTestHarness<Outcome, Event> flink;
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

  SplitHarness(DeadLetterConfig config) throws Exception {
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, Map<String, String> variables) {
            return metrics;
          }
        };
    flink =
        new OneInputStreamOperatorTestHarness<>(
            new Factory(config),
            EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()),
            new MockEnvironmentBuilder().setMetricGroup(task).build());
    flink.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    flink.open();
  }

  void process(Outcome outcome) throws Exception {
    flink.processElement(new StreamRecord<>(outcome, outcome.record().offset()));
  }

  /**
   * As a checkpoint comes to the task: at the lowest priority, while an operator may be yielding.
   */
  void mail(ThrowingRunnable<Exception> action) {
    flink.getTaskMailbox().put(new Mail(action, TaskMailbox.MIN_PRIORITY, "test"));
  }

  List<Long> events() {
    List<Long> offsets = new ArrayList<>();
    for (StreamRecord<? extends Event> element : flink.extractOutputStreamRecords()) {
      offsets.add(offset(element.getValue().record(), element.getTimestamp()));
    }
    return offsets;
  }

  List<Long> deadLetters() {
    Queue<StreamRecord<DeadLetter>> side = flink.getSideOutput(TAG);
    List<Long> offsets = new ArrayList<>();
    if (side != null) {
      for (StreamRecord<DeadLetter> element : side) {
        offsets.add(offset(element.getValue().record(), element.getTimestamp()));
      }
    }
    return offsets;
  }

  int state() {
    return (Integer) ((Gauge<?>) metric(DeadLetterMetrics.BUDGET_STATE.name())).getValue();
  }

  double ratio() {
    return (Double) ((Gauge<?>) metric(DeadLetterMetrics.RATIO.name())).getValue();
  }

  long exceeded() {
    return ((Counter) metric(DeadLetterMetrics.BUDGET_EXCEEDED.name())).getCount();
  }

  long numEvents() {
    return ((Counter) metric(DeadLetterMetrics.NUM_EVENTS.name())).getCount();
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

  private static long offset(RawRecord record, long timestamp) {
    if (record.offset() != timestamp) {
      throw new AssertionError("timestamp of " + record + " became " + timestamp);
    }
    return record.offset();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }

  /** As the product's, without its look at the task, and with the harness's clock. */
  private static final class Factory extends AbstractStreamOperatorFactory<Event>
      implements OneInputStreamOperatorFactory<Outcome, Event> {

    private static final long serialVersionUID = 1L;
    private final DeadLetterConfig config;

    Factory(DeadLetterConfig config) {
      this.config = config;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
    public <T extends StreamOperator<Event>> T createStreamOperator(
        StreamOperatorParameters<Event> parameters) {
      return (T)
          new OutcomeSplitOperator(
              parameters,
              config,
              TAG,
              OutcomeSplitFactory.allMails(parameters.getContainingTask()),
              parameters.getProcessingTimeService()::getCurrentProcessingTime);
    }

    @Override
    @SuppressWarnings("rawtypes") // As declared in Flink.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return OutcomeSplitOperator.class;
    }
  }
}
