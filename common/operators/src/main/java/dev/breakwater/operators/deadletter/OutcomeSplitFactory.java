package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.SourceOperatorStreamTask;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.util.OutputTag;

/** Makes {@link OutcomeSplitOperator}s and refuses to pause where that would not be safe. */
final class OutcomeSplitFactory extends AbstractStreamOperatorFactory<Event>
    implements OneInputStreamOperatorFactory<Outcome, Event> {

  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DeadLetterConfig config;
  private final OutputTag<DeadLetter> deadLetters;

  OutcomeSplitFactory(DeadLetterConfig config, OutputTag<DeadLetter> deadLetters) {
    this.config = config;
    this.deadLetters = deadLetters;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
  public <T extends StreamOperator<Event>> T createStreamOperator(
      StreamOperatorParameters<Event> parameters) {
    requireSource(parameters.getContainingTask());
    return (T)
        new OutcomeSplitOperator(
            parameters,
            config,
            deadLetters,
            allMails(parameters.getContainingTask()),
            () -> System.nanoTime() / NANOS_PER_MILLI);
  }

  /**
   * The executor that an operator is given runs only mails of its own and of operators behind it
   * when it yields; checkpoints are mails of the task, at the lowest priority.
   */
  static MailboxExecutor allMails(StreamTask<?, ?> task) {
    return task.getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
  }

  private void requireSource(StreamTask<?, ?> task) {
    if (config.policy() == BudgetPolicy.PAUSE && !(task instanceof SourceOperatorStreamTask)) {
      throw new IllegalStateException(
          "dead-letter.budget.policy pause needs the split chained to its source, was in a task of"
              + " type "
              + task.getClass().getSimpleName()
              + "; use the same parallelism from the source to the split and do not disable"
              + " chaining, or use alert or fail");
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // As declared in Flink.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return OutcomeSplitOperator.class;
  }
}
