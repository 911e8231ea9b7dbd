package dev.breakwater.operators.kafka;

import static dev.breakwater.operators.kafka.Topics.DEADLINE;
import static dev.breakwater.operators.kafka.Topics.names;
import static dev.breakwater.operators.kafka.Topics.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes in comes out, once, unchanged, and through the clients that were asked for. */
class CopyIT {

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  @RegisterExtension static final LocalFlinkExtension FLINK = LocalFlinkExtension.create();

  private Topics topics;
  private String in;
  private String out;

  @BeforeEach
  void makeTopics() {
    topics = new Topics(KAFKA.bootstrapServers());
    in = KAFKA.newTopic("in", 3);
    out = KAFKA.newTopic("out", 3);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void copiesEachRecordOnceAcrossAFailure(TransactionNaming naming) throws Exception {
    FailOnce.arm();
    writeToAll("-a");
    LocalJob job =
        copy()
            .set("sink.transaction-naming", naming.toString())
            .restarts(3)
            .between(new FailOnce())
            .start();
    topics.awaitValues(out, 9_000);
    writeToAll("-b");

    topics.awaitValues(out, 18_000);
    job.awaitNextCheckpoint(DEADLINE);
    job.stopWithSavepoint(null, DEADLINE);

    List<String> expected = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      expected.addAll(names("p" + partition + "-a", 0, 3_000));
      expected.addAll(names("p" + partition + "-b", 0, 3_000));
    }
    assertThat(job.restores()).as("restores from a checkpoint").isEqualTo(1);
    assertThat(topics.values(out)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void writesTheLargestRecordAllowedWithTheBrokersDefaults() throws Exception {
    byte[] value = new byte[1_000_000 - 100];
    new Random(1).nextBytes(value);
    topics.write(List.of(new ProducerRecord<>(in, 0, 1L, null, value)));

    LocalJob job = copy().start();

    assertThat(topics.awaitRecords(out, 1).get(0).value()).isEqualTo(value);
    job.cancel(DEADLINE);
  }

  @Test
  void changesNothingInARecord() throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", new byte[] {0, -1}).add("", new byte[0]).add("a", null);
    topics.write(
        List.of(
            new ProducerRecord<>(in, 0, 1L, new byte[] {-1}, new byte[] {0, -128}, headers),
            new ProducerRecord<>(in, 0, 2L, null, null, new RecordHeaders()),
            new ProducerRecord<>(in, 0, 3L, new byte[0], new byte[0])));

    LocalJob job = copy().start();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(topics.awaitRecords(out, 3));
    job.cancel(DEADLINE);

    records.sort((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
    assertThat(records)
        .extracting(ConsumerRecord::timestamp, ConsumerRecord::key, ConsumerRecord::value)
        .containsExactly(
            tuple(1L, new byte[] {-1}, new byte[] {0, -128}),
            tuple(2L, null, null),
            tuple(3L, new byte[0], new byte[0]));
    assertThat(records.get(0).headers().toArray()).containsExactly(headers.toArray());
  }

  @Test
  void leavesOutRecordsOfAbortedTransactions() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        Topics.producer(KAFKA.bootstrapServers(), Map.of("transactional.id", in))) {
      producer.initTransactions();
      for (String transaction : List.of("kept-a", "aborted", "kept-b")) {
        producer.beginTransaction();
        Topics.send(
            producer,
            names(transaction, 0, 5).stream().map(value -> record(in, 0, value)).toList());
        if (transaction.equals("aborted")) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }

    LocalJob job = copy().start();
    List<String> values = topics.awaitValues(out, 10);
    job.cancel(DEADLINE);

    List<String> expected = new ArrayList<>(names("kept-a", 0, 5));
    expected.addAll(names("kept-b", 0, 5));
    assertThat(values).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void handsPropertiesToConsumersAndProducers() throws Exception {
    Seen.READ.set(0);
    Seen.WRITTEN.set(0);
    topics.write(in, 0, names("a", 0, 5));

    LocalJob job =
        copy()
            .set("source.properties.interceptor.classes", SeenByConsumer.class.getName())
            .set("sink.properties.interceptor.classes", SeenByProducer.class.getName())
            .start();
    topics.awaitValues(out, 5);
    job.cancel(DEADLINE);

    assertThat(Seen.READ).hasValue(5);
    assertThat(Seen.WRITTEN).hasValue(5);
  }

  @Test
  void failsClearlyWhenSecuritySettingsAreIncomplete() throws Exception {
    LocalJob job = copy().set("kafka.properties.security.protocol", "SASL_PLAINTEXT").start();

    job.awaitStatus(JobStatus.FAILED, DEADLINE);

    assertThat(job.lastFailure())
        .satisfies(
            e ->
                assertThat(ExceptionUtils.stringifyException(e))
                    .contains("Could not find a 'KafkaClient' entry in the JAAS configuration"));
  }

  @Test
  void writesAtLeastOnceWithoutWaitingForACheckpoint() throws Exception {
    topics.write(in, 0, names("a", 0, 5));

    LocalJob job =
        copy().set("sink.delivery", "at-least-once").checkpointEvery(Duration.ofHours(1)).start();

    assertThat(topics.awaitValues(out, 5)).containsExactlyInAnyOrderElementsOf(names("a", 0, 5));
    job.cancel(DEADLINE);
  }

  private void writeToAll(String half) {
    for (int partition = 0; partition < 3; partition++) {
      topics.write(in, partition, names("p" + partition + half, 0, 3_000));
    }
  }

  private Copy copy() {
    return new Copy(FLINK.cluster(), KAFKA.bootstrapServers(), in, out);
  }

  /** Throws once, at the thousandth record of the second half. */
  private static final class FailOnce implements MapFunction<RawRecord, RawRecord> {

    private static final AtomicInteger UNTIL_FAILURE = new AtomicInteger();
    private static final byte[] SECOND_HALF = "-b".getBytes(UTF_8);

    static void arm() {
      UNTIL_FAILURE.set(1_000);
    }

    @Override
    public RawRecord map(RawRecord record) {
      byte[] value = record.value();
      if (value != null
          && Arrays.equals(value, 2, 4, SECOND_HALF, 0, 2)
          && UNTIL_FAILURE.decrementAndGet() == 0) {
        throw new IllegalStateException("failure of the test");
      }
      return record;
    }
  }

  private static final class Seen {
    private static final AtomicInteger READ = new AtomicInteger();
    private static final AtomicInteger WRITTEN = new AtomicInteger();
  }

  public static final class SeenByConsumer implements ConsumerInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      Seen.READ.addAndGet(records.count());
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  public static final class SeenByProducer implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      Seen.WRITTEN.incrementAndGet();
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }
}
