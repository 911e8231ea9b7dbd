package dev.breakwater.operators.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of each answer, by hand-made connector and broker. */
class StrictCommitterTest {

  private final Request request = new Request();
  private final List<String> questions = new ArrayList<>();
  private @Nullable TransactionDescription seen;
  private @Nullable IOException silence;
  private Duration linger = Duration.ZERO;
  private int commits;
  private final KafkaMetrics metrics =
      new KafkaMetrics(UnregisteredMetricsGroup.createOperatorMetricGroup());

  @Test
  void doesNotAskTheConnectorForACommitThatIsProvenToBeDone() throws Exception {
    seen = seen(TransactionState.COMPLETE_COMMIT, 4);

    commit(UnprovenCommit.FAIL, asked -> asked.signalFailedWithKnownReason(fenced()));

    assertThat(request.answers).containsExactly("already committed");
    assertThat(commits).isZero();
    assertThat(metrics.repeated().getCount()).isEqualTo(1);
  }

  @Test
  void failsForGoodWhenTheBrokerHasAborted() {
    seen = seen(TransactionState.COMPLETE_ABORT, 4);

    assertThatThrownBy(
            () ->
                commit(
                    UnprovenCommit.ACCEPT,
                    asked -> asked.signalFailedWithKnownReason(new InvalidTxnStateException("no"))))
        .isInstanceOf(LostCommitException.class)
        .hasMessage(
            "transaction job:sink:-1-12 (producer id 7, epoch 3; checkpoint 12, sink sink, topic"
                + " out, subtask 1): the broker has aborted it, its records are lost. Asked to"
                + " commit, the broker answered InvalidTxnStateException (no); asked what became of"
                + " it, complete_abort with producer id 7, epoch 4. The way back: scripts/repair"
                + " JOB --config FILE --from PATH, with PATH a retained checkpoint or savepoint"
                + " from before this one")
        .matches(ExecutionFailureHandler::isUnrecoverableError);
    assertThat(request.answers).isEmpty();
    assertThat(metrics.lost().getCount()).isEqualTo(1);
  }

  @Test
  void staysForAWhileSoThatTheLossIsScraped() throws Exception {
    seen = seen(TransactionState.COMPLETE_ABORT, 4);
    linger = Duration.ofHours(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread task =
        new Thread(
            () -> {
              try {
                commit(UnprovenCommit.FAIL, asked -> asked.signalFailedWithKnownReason(fenced()));
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    task.start();

    Awaitility.await().until(() -> task.getState() == Thread.State.TIMED_WAITING);
    assertThat(metrics.lost().getCount()).isEqualTo(1);
    assertThat(failure.get()).isNull();
    task.interrupt();
    task.join();
    assertThat(failure.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void failsForGoodWhenNothingProvesTheCommitUnlessAccepted() throws Exception {
    assertThatThrownBy(
            () ->
                commit(
                    UnprovenCommit.FAIL,
                    asked -> asked.signalFailedWithUnknownReason(mappingLost())))
        .isInstanceOf(LostCommitException.class)
        .hasMessageContaining("InvalidPidMappingException")
        .hasMessageEndingWith("one start with sink.unproven-commit accept");

    commit(UnprovenCommit.ACCEPT, asked -> asked.signalFailedWithUnknownReason(mappingLost()));

    assertThat(request.answers).containsExactly("already committed");
    assertThat(metrics.assumed().getCount()).isEqualTo(1);
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNoLossAndNoProof() {
    silence = new IOException("no answer", new TimeoutException("late"));

    assertThatThrownBy(
            () ->
                commit(UnprovenCommit.ACCEPT, asked -> asked.signalFailedWithKnownReason(fenced())))
        .isSameAs(silence)
        .matches(e -> !ExecutionFailureHandler.isUnrecoverableError(e));
    assertThat(request.answers).isEmpty();
    assertThat(commits).isEqualTo(1);
  }

  @Test
  void aRefusedTransactionThatIsStillOpenIsTriedAgainAfterARestart() {
    seen = seen(TransactionState.ONGOING, 3);

    assertThatThrownBy(
            () -> commit(UnprovenCommit.FAIL, asked -> asked.signalFailedWithKnownReason(fenced())))
        .isInstanceOf(IOException.class)
        .matches(e -> !ExecutionFailureHandler.isUnrecoverableError(e))
        .hasMessageContaining("still open");
  }

  @Test
  void leavesRetriesAndUnknownFailuresToFlink() throws Exception {
    seen = seen(TransactionState.ONGOING, 3);

    commit(UnprovenCommit.FAIL, CommitRequest::retryLater);
    commit(
        UnprovenCommit.FAIL,
        asked -> asked.signalFailedWithUnknownReason(new IllegalStateException("not started")));
    commit(UnprovenCommit.FAIL, asked -> {});

    assertThat(request.answers).containsExactly("retry", "unknown");
    assertThat(metrics.lost().getCount()).isZero();
  }

  private void commit(UnprovenCommit unproven, Consumer<CommitRequest<KafkaCommittable>> answer)
      throws Exception {
    StrictRules rules =
        new StrictRules(
            TransactionNaming.INCREMENTING,
            unproven,
            linger,
            new SinkName("sink"),
            List.of("out"),
            1,
            OptionalLong.of(12));
    try (StrictCommitter committer =
        new StrictCommitter(new Connector(answer), new Witness(), rules, metrics)) {
      committer.commit(List.of(request));
    }
  }

  private static ProducerFencedException fenced() {
    return new ProducerFencedException("fenced");
  }

  private static KafkaException mappingLost() {
    return new KafkaException("in an error state", new InvalidPidMappingException("expired"));
  }

  private static TransactionDescription seen(TransactionState state, int epoch) {
    return new TransactionDescription(1, state, 7, epoch, 1, OptionalLong.empty(), Set.of());
  }

  private final class Witness implements TransactionWitness {

    @Override
    public @Nullable TransactionDescription describe(String transactionalId, Duration within)
        throws IOException {
      questions.add(transactionalId);
      if (silence != null) {
        throw silence;
      }
      return seen;
    }

    @Override
    public void close() {
      assertThat(questions).containsOnly("job:sink:-1-12");
    }
  }

  private final class Connector implements Committer<KafkaCommittable> {

    private final Consumer<CommitRequest<KafkaCommittable>> answer;

    Connector(Consumer<CommitRequest<KafkaCommittable>> answer) {
      this.answer = answer;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
      commits++;
      requests.forEach(answer);
    }

    @Override
    public void close() {}
  }

  private static final class Request implements CommitRequest<KafkaCommittable> {

    private final List<String> answers = new ArrayList<>();

    @Override
    public KafkaCommittable getCommittable() {
      return new KafkaCommittable(7, (short) 3, "job:sink:-1-12", null);
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      answers.add("known");
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      answers.add("unknown");
    }

    @Override
    public void retryLater() {
      answers.add("retry");
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      answers.add("retry");
    }

    @Override
    public void signalAlreadyCommitted() {
      answers.add("already committed");
    }
  }
}
