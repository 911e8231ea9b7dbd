package dev.breakwater.operators.kafka;

import static dev.breakwater.operators.kafka.Topics.DEADLINE;
import static dev.breakwater.operators.kafka.Topics.names;
import static dev.breakwater.operators.kafka.Topics.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a source starts, and that it never skips offsets without saying so. */
class StartIT {

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  @RegisterExtension static final LocalFlinkExtension FLINK = LocalFlinkExtension.create();

  private Topics topics;
  private String in;
  private String out;

  @BeforeEach
  void makeTopics() {
    topics = new Topics(KAFKA.bootstrapServers());
    in = KAFKA.newTopic("in", 1);
    out = KAFKA.newTopic("out", 1);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void failsWhenTheNextOffsetOfASavepointIsGone() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    String savepoint = copyUntilSavepoint(10);
    topics.write(in, 0, names("b", 0, 10));
    topics.deleteBefore(in, 0, 15);

    assertFailsOutOfRange(copy().startFrom(savepoint));

    assertThat(topics.values(out)).isEqualTo(names("a", 0, 10));
  }

  @Test
  void failsWhenTheNextOffsetOfAPartitionThatWasEmptyIsGone() throws Exception {
    LocalJob job = copy().set("source.start", "earliest").start();
    job.awaitCheckpoints(2, DEADLINE);
    String savepoint = job.stopWithSavepoint(null, DEADLINE);
    topics.write(in, 0, names("a", 0, 10));
    topics.deleteBefore(in, 0, 5);

    assertFailsOutOfRange(copy().set("source.start", "earliest").startFrom(savepoint));
  }

  @Test
  void failsWhenTheCommittedOffsetIsGone() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    topics.commit("copy-" + in, in, 0, 3);
    topics.deleteBefore(in, 0, 5);

    assertFailsOutOfRange(copy().start());
  }

  @Test
  void failsWhenTheCommittedOffsetIsBeyondTheEnd() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    topics.commit("copy-" + in, in, 0, 11);

    assertFailsOutOfRange(copy().start());
  }

  @Test
  void continuesAtTheBeginningWhenToldTo() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    String savepoint = copyUntilSavepoint(10);
    topics.write(in, 0, names("b", 0, 10));
    topics.deleteBefore(in, 0, 15);

    LocalJob job = copy().set("source.out-of-range", "continue").startFrom(savepoint);

    List<String> expected = new ArrayList<>(names("a", 0, 10));
    expected.addAll(names("b", 5, 10));
    assertThat(topics.awaitValues(out, 15)).isEqualTo(expected);
    job.cancel(DEADLINE);
  }

  /** The known false alarm: the marker at the end of a transaction takes an offset as well. */
  @Test
  void failsAlsoWhenOnlyTheMarkerOfATransactionIsGone() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        Topics.producer(KAFKA.bootstrapServers(), Map.of("transactional.id", in))) {
      producer.initTransactions();
      producer.beginTransaction();
      Topics.send(producer, List.of(record(in, 0, "a0")));
      producer.commitTransaction();
    }
    String savepoint = copyUntilSavepoint(1);
    topics.deleteBefore(in, 0, 2);

    assertFailsOutOfRange(copy().startFrom(savepoint));
    LocalJob job = copy().set("source.out-of-range", "continue").startFrom(savepoint);

    topics.write(in, 0, names("b", 0, 3));
    assertThat(topics.awaitValues(out, 4)).containsExactly("a0", "b0", "b1", "b2");
    job.cancel(DEADLINE);
  }

  @Test
  void startsAtCommittedOffsetsAndElseAtTheBeginning() throws Exception {
    topics.grow(in, 2);
    topics.write(in, 0, names("a", 0, 10));
    topics.write(in, 1, names("b", 0, 10));
    topics.deleteBefore(in, 1, 2);
    topics.commit("copy-" + in, in, 0, 4);

    LocalJob job = copy().start();

    List<String> expected = new ArrayList<>(names("a", 4, 10));
    expected.addAll(names("b", 2, 10));
    assertThat(topics.awaitValues(out, 14)).containsExactlyInAnyOrderElementsOf(expected);
    job.cancel(DEADLINE);
  }

  @Test
  void commitsOffsetsWithCheckpoints() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    LocalJob first = copy().start();
    topics.awaitValues(out, 10);
    topics.awaitCommitted("copy-" + in, in, 0, 10);
    first.cancel(DEADLINE);
    topics.write(in, 0, names("b", 0, 5));

    LocalJob second = copy().start();

    assertThat(topics.awaitValues(out, 15)).hasSize(15).endsWith("b0", "b1", "b2", "b3", "b4");
    second.cancel(DEADLINE);
  }

  @Test
  void startsAtTheBeginningWhateverIsCommitted() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    topics.commit("copy-" + in, in, 0, 4);

    LocalJob job = copy().set("source.start", "earliest").start();

    assertThat(topics.awaitValues(out, 10)).isEqualTo(names("a", 0, 10));
    job.cancel(DEADLINE);
  }

  @Test
  void startsAtTheFirstRecordNotBeforeATimestamp() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] value = names("a", i, i + 1).get(0).getBytes(UTF_8);
      records.add(new ProducerRecord<>(in, 0, 1_000L * i, null, value));
    }
    topics.write(records);

    LocalJob job =
        copy()
            .set("source.start", "timestamp")
            .set("source.start-timestamp", "1970-01-01T00:00:06.500Z")
            .start();

    assertThat(topics.awaitValues(out, 3)).isEqualTo(names("a", 7, 10));
    job.cancel(DEADLINE);
  }

  @Test
  void startsAtTheEndOfAPartitionWithoutARecordThatLate() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    LocalJob job =
        copy()
            .set("source.start", "timestamp")
            .set("source.start-timestamp", "2999-01-01T00:00:00Z")
            .start();
    job.awaitRunning(DEADLINE);
    job.awaitCheckpoints(2, DEADLINE);

    topics.write(in, 0, names("b", 0, 3));

    assertThat(topics.awaitValues(out, 3)).isEqualTo(names("b", 0, 3));
    job.cancel(DEADLINE);
  }

  @Test
  void readsAPartitionThatIsAddedLaterFromItsBeginning() throws Exception {
    topics.write(in, 0, names("a", 0, 10));
    LocalJob job = copy().set("source.partition-discovery-interval", "500 ms").start();
    topics.awaitValues(out, 10);

    topics.grow(in, 2);
    topics.write(in, 1, names("b", 0, 10));

    List<String> expected = new ArrayList<>(names("a", 0, 10));
    expected.addAll(names("b", 0, 10));
    assertThat(topics.awaitValues(out, 20)).containsExactlyInAnyOrderElementsOf(expected);
    job.cancel(DEADLINE);
  }

  private Copy copy() {
    return new Copy(FLINK.cluster(), KAFKA.bootstrapServers(), in, out);
  }

  private String copyUntilSavepoint(int records) throws Exception {
    LocalJob job = copy().start();
    topics.awaitValues(out, records);
    return job.stopWithSavepoint(null, DEADLINE);
  }

  private static void assertFailsOutOfRange(LocalJob job) {
    job.awaitStatus(JobStatus.FAILED, DEADLINE);
    assertThat(
            ExceptionUtils.findSerializedThrowable(
                job.lastFailure(), OffsetOutOfRangeException.class, StartIT.class.getClassLoader()))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("out of range"));
  }
}
