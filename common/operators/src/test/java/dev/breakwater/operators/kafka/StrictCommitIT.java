package dev.breakwater.operators.kafka;

import static dev.breakwater.operators.kafka.Topics.DEADLINE;
import static dev.breakwater.operators.kafka.Topics.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.TransactionState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that the broker aborted before its commit: lost in silence, or said. */
class StrictCommitIT {

  private static final int PARTITIONS = 3;
  private static final int RECORDS = 1_000;

  @RegisterExtension
  static final EmbeddedKafkaExtension KAFKA =
      EmbeddedKafkaExtension.perClass(
          EmbeddedKafka.builder()
              .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));

  @RegisterExtension
  static final EmbeddedKafkaExtension FORGETFUL =
      EmbeddedKafkaExtension.perClass(
          EmbeddedKafka.builder()
              .property("transactional.id.expiration.ms", "3000")
              .property("transaction.remove.expired.transaction.cleanup.interval.ms", "200"));

  @RegisterExtension static final LocalFlinkExtension FLINK = LocalFlinkExtension.create();

  @TempDir Path directory;

  private EmbeddedKafkaExtension kafka = KAFKA;
  private Topics topics;
  private String in;
  private String out;

  @BeforeEach
  void makeTopics() {
    use(KAFKA);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void thePlainSinkLosesAnExpiredTransactionInSilence(TransactionNaming naming) throws Exception {
    String savepoint = savepointWithLostTransactions(naming, true);

    LocalJob job = copy(naming, true).startFrom(savepoint);
    topics.write(in, 0, names("b", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, 2 * RECORDS);
    job.stopWithSavepoint(directory, DEADLINE);

    assertThat(job.lastFailure()).as("the failure that should be there").isNull();
    assertThat(topics.values(out)).containsExactlyInAnyOrderElementsOf(names("b", 0, RECORDS));
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void oursFailsForGoodAndSaysWhatIsLost(TransactionNaming naming) throws Exception {
    String savepoint = savepointWithLostTransactions(naming, false);

    LocalJob job = copy(naming, false).restarts(1_000).startFrom(savepoint);
    job.awaitStatus(JobStatus.FAILED, DEADLINE);

    assertThat(job.restores()).as("restores, the first one included").isEqualTo(1);
    assertThat(lost(job))
        .contains(LostCommitException.class.getName())
        .contains("transaction copy-" + in + ":copy:-")
        .contains("checkpoint %d".formatted(idOf(savepoint)))
        .contains("sink copy, topic " + out + ", subtask ")
        .contains("the broker has aborted it, its records are lost")
        .contains("asked what became of it, complete_abort with producer id ")
        .contains("scripts/repair JOB --config FILE --from PATH");
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void aRepeatedCommitIsNotTakenForALoss(TransactionNaming naming) throws Exception {
    LocalJob first = copy(naming, false).start();
    topics.write(in, 0, names("a", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, RECORDS);
    String savepoint = first.stopWithSavepoint(directory, DEADLINE);
    assertThat(topics.values(out)).hasSize(RECORDS);

    LocalJob second = copy(naming, false).startFrom(savepoint);
    topics.write(in, 0, names("b", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, 2 * RECORDS);
    second.stopWithSavepoint(directory, DEADLINE);

    List<String> expected = new ArrayList<>(names("a", 0, RECORDS));
    expected.addAll(names("b", 0, RECORDS));
    assertThat(second.lastFailure()).isNull();
    assertThat(topics.values(out)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void aTransactionThatIsStillOpenIsCommitted(TransactionNaming naming) throws Exception {
    LocalJob first = copy(naming, false).set("sink.transaction-timeout", "10 min").start();
    String savepoint = savepointAndCancel(first);
    assertThat(topics.values(out)).isEmpty();

    LocalJob second =
        copy(naming, false).set("sink.transaction-timeout", "10 min").startFrom(savepoint);

    assertThat(topics.awaitValues(out, RECORDS))
        .containsExactlyInAnyOrderElementsOf(names("a", 0, RECORDS));
    second.cancel(DEADLINE);
  }

  @Test
  void anExpiredIdEndsTheJobUnlessItIsAccepted() throws Exception {
    use(FORGETFUL);
    LocalJob first = copy(TransactionNaming.INCREMENTING, false).start();
    topics.write(in, 0, names("a", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, RECORDS);
    String savepoint = first.stopWithSavepoint(directory, DEADLINE);
    Awaitility.await("the broker forgets")
        .atMost(DEADLINE)
        .until(() -> topics.transactions("copy-" + in + ":").isEmpty());

    LocalJob second =
        copy(TransactionNaming.INCREMENTING, false).restarts(1_000).startFrom(savepoint);
    second.awaitStatus(JobStatus.FAILED, DEADLINE);
    assertThat(second.restores()).isEqualTo(1);
    assertThat(lost(second))
        .contains("the broker answered InvalidPidMappingException")
        .contains("asked what became of it, id not known")
        .contains("sink.unproven-commit accept");

    LocalJob third =
        copy(TransactionNaming.INCREMENTING, false)
            .set("sink.unproven-commit", "accept")
            .startFrom(savepoint);
    topics.write(in, 0, names("b", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, 2 * RECORDS);
    third.stopWithSavepoint(directory, DEADLINE);
    assertThat(topics.values(out)).hasSize(2 * RECORDS);
  }

  @Test
  void aSavepointOfThePlainSinkRestoresWithOurs() throws Exception {
    TransactionNaming naming = TransactionNaming.INCREMENTING;
    LocalJob plain = copy(naming, true).set("sink.transaction-timeout", "10 min").start();
    String savepoint = savepointAndCancel(plain);

    LocalJob ours =
        copy(naming, false).set("sink.transaction-timeout", "10 min").startFrom(savepoint);

    assertThat(topics.awaitValues(out, RECORDS))
        .containsExactlyInAnyOrderElementsOf(names("a", 0, RECORDS));
    ours.cancel(DEADLINE);
  }

  private void use(EmbeddedKafkaExtension broker) {
    kafka = broker;
    topics = new Topics(kafka.bootstrapServers());
    in = kafka.newTopic("in", PARTITIONS);
    out = kafka.newTopic("out", PARTITIONS);
  }

  private String savepointWithLostTransactions(TransactionNaming naming, boolean plain)
      throws Exception {
    String savepoint = savepointAndCancel(copy(naming, plain).start());
    topics.awaitTransaction("copy-" + in + ":", TransactionState.COMPLETE_ABORT);
    return savepoint;
  }

  /** A savepoint, unlike a checkpoint, commits nothing: its transactions are prepared and wait. */
  private String savepointAndCancel(LocalJob job) throws Exception {
    topics.write(in, 0, names("a", 0, RECORDS));
    topics.awaitWritten(out, PARTITIONS, RECORDS);
    String savepoint =
        FLINK
            .cluster()
            .miniCluster()
            .triggerSavepoint(
                job.id(), directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    job.cancel(DEADLINE);
    return savepoint;
  }

  /** The number that Flink gave it. */
  private static long idOf(String savepoint) throws IOException {
    Path metadata = Path.of(URI.create(savepoint)).resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      return Checkpoints.loadCheckpointMetadata(
              in, StrictCommitIT.class.getClassLoader(), savepoint)
          .getCheckpointId();
    }
  }

  private static String lost(LocalJob job) {
    Throwable failure = job.lastFailure();
    assertThat(failure).isNotNull();
    return ExceptionUtils.stringifyException(failure);
  }

  private Copy copy(TransactionNaming naming, boolean plain) {
    Copy copy =
        new Copy(FLINK.cluster(), kafka.bootstrapServers(), in, out)
            .unchecked()
            .checkpointEvery(Duration.ofHours(1))
            .set("sink.transaction-timeout", "5 s")
            .set("sink.transaction-naming", naming.toString());
    return plain ? copy.plain() : copy;
  }
}
