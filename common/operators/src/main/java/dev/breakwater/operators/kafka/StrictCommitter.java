package dev.breakwater.operators.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions through the connector's committer, and lets none fail in silence.
 *
 * <p>A commit that the broker refuses is looked into: the coordinator says whether the transaction
 * was committed before (a repetition after a restore, which is fine), aborted, or is not known any
 * more. What is not proven to be committed fails the job for good. What the connector retries stays
 * retried, and a coordinator that does not answer fails the task, which Flink restarts.
 *
 * <p>A transaction from a restored state is looked into before its commit, so that a repetition
 * does not show up as an error of the connector.
 */
final class StrictCommitter implements Committer<KafkaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(StrictCommitter.class);

  /** For a question whose answer is only nice to have. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  /** For a question that decides; then the task fails and is restarted. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Committer<KafkaCommittable> connector;
  private final TransactionWitness witness;
  private final StrictRules rules;
  private final KafkaMetrics metrics;

  StrictCommitter(
      Committer<KafkaCommittable> connector,
      TransactionWitness witness,
      StrictRules rules,
      KafkaMetrics metrics) {
    this.connector = connector;
    this.witness = witness;
    this.rules = rules;
    this.metrics = metrics;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    for (CommitRequest<KafkaCommittable> request : requests) {
      boolean restored = request.getCommittable().getProducer().isEmpty();
      if (restored && provenBefore(request)) {
        continue;
      }
      commit(request);
    }
  }

  private boolean provenBefore(CommitRequest<KafkaCommittable> request)
      throws InterruptedException {
    KafkaCommittable committable = request.getCommittable();
    try {
      TransactionDescription seen = witness.describe(committable.getTransactionalId(), SHORT);
      if (verdict(committable, seen) != CommitVerdict.COMMITTED) {
        return false;
      }
      repeated(request, seen);
      return true;
    } catch (IOException e) {
      LOG.info(
          "not known before its commit transactionalId={} cause={}",
          committable.getTransactionalId(),
          String.valueOf(e.getCause()));
      return false;
    }
  }

  private void commit(CommitRequest<KafkaCommittable> request)
      throws IOException, InterruptedException {
    NotedRequest noted = new NotedRequest(request);
    connector.commit(List.of(noted));
    Throwable refusal = noted.refusal();
    Throwable failure = noted.failure();
    if (failure != null) {
      if (ExceptionUtils.findThrowable(failure, InvalidPidMappingException.class).isEmpty()) {
        request.signalFailedWithUnknownReason(failure);
        return;
      }
      // Its cause is not known to the connector, which would have it committed again for ever.
      refusal = failure;
    }
    if (refusal != null) {
      lookInto(request, refusal);
    }
  }

  private void lookInto(CommitRequest<KafkaCommittable> request, Throwable refusal)
      throws IOException, InterruptedException {
    KafkaCommittable committable = request.getCommittable();
    TransactionDescription seen = witness.describe(committable.getTransactionalId(), LONG);
    CommitVerdict verdict = verdict(committable, seen);
    switch (verdict) {
      case COMMITTED -> repeated(request, seen);
      case OPEN ->
          throw new IOException(
              "transaction %s was refused (%s) but is still open: it is committed after a restart"
                  .formatted(committable.getTransactionalId(), refusal),
              refusal);
      case USED_AGAIN -> assumed(request, seen);
      case UNKNOWN -> {
        if (rules.unproven() == UnprovenCommit.FAIL) {
          throw lost(committable, refusal, seen, verdict);
        }
        assumed(request, seen);
      }
      case ABORTED -> throw lost(committable, refusal, seen, verdict);
    }
  }

  private CommitVerdict verdict(
      KafkaCommittable committable, @Nullable TransactionDescription seen) {
    return CommitVerdict.of(
        committable.getProducerId(), committable.getEpoch(), seen, rules.naming());
  }

  private void repeated(
      CommitRequest<KafkaCommittable> request, @Nullable TransactionDescription seen) {
    metrics.repeated().inc();
    LOG.info(
        "already committed transactionalId={} seen={}",
        request.getCommittable().getTransactionalId(),
        StrictRules.text(seen));
    request.signalAlreadyCommitted();
  }

  private void assumed(
      CommitRequest<KafkaCommittable> request, @Nullable TransactionDescription seen) {
    metrics.assumed().inc();
    LOG.warn(
        "taken as committed without proof transactionalId={} seen={}",
        request.getCommittable().getTransactionalId(),
        StrictRules.text(seen));
    request.signalAlreadyCommitted();
  }

  private LostCommitException lost(
      KafkaCommittable committable,
      Throwable refusal,
      @Nullable TransactionDescription seen,
      CommitVerdict verdict)
      throws InterruptedException {
    LostCommitException loss =
        new LostCommitException(rules.loss(committable, refusal, seen, verdict), refusal);
    metrics.lost().inc();
    LOG.error(
        "transaction lost transactionalId={} lingerMs={}",
        committable.getTransactionalId(),
        rules.lossLinger().toMillis(),
        loss);
    // The counter goes with the task, and nothing may restart it: it has to be scraped before.
    Thread.sleep(rules.lossLinger().toMillis());
    return loss;
  }

  @Override
  public void close() throws Exception {
    try (witness) {
      connector.close();
    }
  }
}
