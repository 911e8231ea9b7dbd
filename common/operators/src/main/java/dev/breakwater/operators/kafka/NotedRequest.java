package dev.breakwater.operators.kafka;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/**
 * A request to commit that notes a failure instead of acting on it. The connector drops what fails
 * "for a known reason", and says so to nobody.
 */
final class NotedRequest implements CommitRequest<KafkaCommittable> {

  private final CommitRequest<KafkaCommittable> request;
  private @Nullable Throwable refusal;
  private @Nullable Throwable failure;

  NotedRequest(CommitRequest<KafkaCommittable> request) {
    this.request = request;
  }

  /** Why the broker refused to commit; null when it did not. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /** Why it failed otherwise; null when it did not. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable t) {
    refusal = t;
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable t) {
    failure = t;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return request.getCommittable();
  }

  @Override
  public int getNumberOfRetries() {
    return request.getNumberOfRetries();
  }

  @Override
  public void retryLater() {
    request.retryLater();
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable committable) {
    request.updateAndRetryLater(committable);
  }

  @Override
  public void signalAlreadyCommitted() {
    request.signalAlreadyCommitted();
  }

  @Override
  public String toString() {
    return String.valueOf(request);
  }
}
