package dev.breakwater.operators.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a committer goes by, and what it says when it has to give up.
 *
 * @param lossLinger how long a committer that has found a loss stays before it says so
 * @param sink the name of the sink
 * @param topics that the sink writes to; empty when it does not say
 * @param subtask of the committer
 * @param restored the checkpoint that this run started from
 */
record StrictRules(
    TransactionNaming naming,
    UnprovenCommit unproven,
    Duration lossLinger,
    SinkName sink,
    List<String> topics,
    int subtask,
    OptionalLong restored) {

  /** What is lost, how that is known, and the way back. */
  String loss(
      KafkaCommittable committable,
      Throwable refusal,
      @Nullable TransactionDescription seen,
      CommitVerdict verdict) {
    String id = committable.getTransactionalId();
    String found =
        verdict == CommitVerdict.ABORTED
            ? "the broker has aborted it, its records are lost"
            : "the broker no longer knows whether it was committed, its records may be lost";
    return ("transaction %s (producer id %d, epoch %d; %s, sink %s, %s, subtask %d): %s. Asked to"
            + " commit, the broker answered %s; asked what became of it, %s. The way back:"
            + " scripts/repair JOB --config FILE --from PATH, with PATH a retained checkpoint or"
            + " savepoint from before this one%s")
        .formatted(
            id,
            committable.getProducerId(),
            committable.getEpoch(),
            checkpoint(id),
            sink,
            topics.isEmpty() ? "topics chosen per record" : "topic " + String.join(", ", topics),
            subtask,
            found,
            answer(refusal),
            text(seen),
            verdict == CommitVerdict.ABORTED
                ? ""
                : "; or, once you know that the output is complete, one start with"
                    + " sink.unproven-commit accept");
  }

  /** Incrementing ids end in the number of their checkpoint. */
  private String checkpoint(String transactionalId) {
    if (naming == TransactionNaming.INCREMENTING) {
      return "checkpoint " + transactionalId.substring(transactionalId.lastIndexOf('-') + 1);
    }
    return restored.isPresent()
        ? "checkpoint " + restored.getAsLong() + " or later"
        : "checkpoint of this run";
  }

  private static String answer(Throwable refusal) {
    Throwable root = refusal;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + " (" + root.getMessage() + ")";
  }

  static String text(@Nullable TransactionDescription seen) {
    if (seen == null) {
      return "id not known";
    }
    return seen.state().name().toLowerCase(Locale.ROOT)
        + " with producer id "
        + seen.producerId()
        + ", epoch "
        + seen.producerEpoch();
  }
}
