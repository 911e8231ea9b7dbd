package dev.breakwater.operators.lookup;

import dev.breakwater.operators.event.Outcome;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.SourceOperatorStreamTask;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;

/** Makes {@link LookupOperator}s. */
final class LookupOperatorFactory extends AbstractStreamOperatorFactory<Outcome>
    implements OneInputStreamOperatorFactory<Outcome, Outcome> {

  private static final long serialVersionUID = 1L;

  private final LookupConfig config;

  LookupOperatorFactory(LookupConfig config) {
    this.config = config;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
  public <T extends StreamOperator<Outcome>> T createStreamOperator(
      StreamOperatorParameters<Outcome> parameters) {
    return (T) new LookupOperator(parameters, config, mails(parameters));
  }

  /**
   * Behind a source the operator may yield to all mails, checkpoints among them, since the source
   * has not moved its position yet. Elsewhere the record at hand would be in no state, so only
   * mails of its own run, and checkpoints wait while reading is held.
   */
  private static MailboxExecutor mails(StreamOperatorParameters<Outcome> parameters) {
    StreamTask<?, ?> task = parameters.getContainingTask();
    return task instanceof SourceOperatorStreamTask
        ? task.getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY)
        : parameters.getMailboxExecutor();
  }

  @Override
  @SuppressWarnings("rawtypes") // As declared in Flink.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return LookupOperator.class;
  }
}
