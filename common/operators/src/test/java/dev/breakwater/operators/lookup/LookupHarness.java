package dev.breakwater.operators.lookup;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
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

/** A lookup operator on its own, as behind a source, with its mails and metrics at hand. */
final class LookupHarness implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  final OneInputStreamOperatorTestHarness<Outcome, Outcome> flink;
  private final LookupMetricGroups metrics = new LookupMetricGroups();

  LookupHarness(LookupConfig config) throws Exception {
    this(config, null);
  }

  LookupHarness(LookupConfig config, @Nullable OperatorSubtaskState state) throws Exception {
    flink =
        new OneInputStreamOperatorTestHarness<>(
            new Factory(config),
            EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()),
            new MockEnvironmentBuilder().setMetricGroup(metrics.task()).build());
    flink.setup(EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      flink.initializeState(state);
    }
    flink.open();
  }

  /** The timestamp is the offset's. */
  void process(Outcome outcome) throws Exception {
    flink.processElement(new StreamRecord<>(outcome, outcome.record().offset()));
  }

  /** As a checkpoint comes to the task: at the lowest priority. */
  void mail(ThrowingRunnable<Exception> action) {
    flink.getTaskMailbox().put(new Mail(action, TaskMailbox.MIN_PRIORITY, "test"));
  }

  /** Runs what is in the mailbox until the condition holds. */
  void runUntil(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      Optional<Mail> mail = flink.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
      if (mail.isPresent()) {
        mail.get().run();
      } else if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE + "; out: " + outcomes());
      } else {
        Thread.onSpinWait();
      }
    }
  }

  void runUntilOut(int count) throws Exception {
    runUntil(() -> flink.getOutput().size() >= count);
  }

  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (StreamRecord<? extends Outcome> element : flink.extractOutputStreamRecords()) {
      Outcome outcome = element.getValue();
      if (outcome.record().offset() != element.getTimestamp()) {
        throw new AssertionError("timestamp of " + outcome + " became " + element.getTimestamp());
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  List<Long> offsets() {
    return outcomes().stream().map(outcome -> outcome.record().offset()).toList();
  }

  long count(String path) {
    return ((Counter) metric(path)).getCount();
  }

  long gauge(String path) {
    return ((Number) ((Gauge<?>) metric(path)).getValue()).longValue();
  }

  Map<String, Metric> metrics() {
    return metrics.all();
  }

  private Metric metric(String path) {
    return Objects.requireNonNull(metrics.all().get(path), path);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return flink.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }

  /** As the product's behind a source. */
  private static final class Factory extends AbstractStreamOperatorFactory<Outcome>
      implements OneInputStreamOperatorFactory<Outcome, Outcome> {

    private static final long serialVersionUID = 1L;
    private final LookupConfig config;

    Factory(LookupConfig config) {
      this.config = config;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
    public <T extends StreamOperator<Outcome>> T createStreamOperator(
        StreamOperatorParameters<Outcome> parameters) {
      return (T)
          new LookupOperator(
              parameters,
              config,
              parameters
                  .getContainingTask()
                  .getMailboxExecutorFactory()
                  .createExecutor(TaskMailbox.MIN_PRIORITY));
    }

    @Override
    @SuppressWarnings("rawtypes") // As declared in Flink.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return LookupOperator.class;
    }
  }
}
