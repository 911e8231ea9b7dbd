package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.SourceOperatorStreamTask;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;

/** Makes {@link RedriveOperator}s, where waiting is safe. */
final class RedriveFactory extends AbstractStreamOperatorFactory<RawRecord>
    implements OneInputStreamOperatorFactory<RawRecord, RawRecord> {

  private static final long serialVersionUID = 1L;

  private final RedrivePolicy policy;
  private final RedrivePlan plan;

  RedriveFactory(RedrivePolicy policy, RedrivePlan plan) {
    this.policy = policy;
    this.plan = plan;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As declared in Flink.
  public <T extends StreamOperator<RawRecord>> T createStreamOperator(
      StreamOperatorParameters<RawRecord> parameters) {
    StreamTask<?, ?> task = parameters.getContainingTask();
    if (!(task instanceof SourceOperatorStreamTask)) {
      throw new IllegalStateException(
          "redrive must be chained to its source, was in a task of type "
              + task.getClass().getSimpleName()
              + "; do not disable chaining");
    }
    HealthConfig health = policy.config().health();
    return (T)
        new RedriveOperator(
            parameters,
            policy,
            () -> SentBefore.read(plan, policy.config().maxMemory()),
            allMails(task),
            health.url() == null ? null : HealthProbe.http(health));
  }

  /**
   * The executor that an operator is given runs only mails of its own and of operators behind it
   * when it yields; checkpoints are mails of the task, at the lowest priority.
   */
  static MailboxExecutor allMails(StreamTask<?, ?> task) {
    return task.getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
  }

  @Override
  @SuppressWarnings("rawtypes") // As declared in Flink.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return RedriveOperator.class;
  }
}
