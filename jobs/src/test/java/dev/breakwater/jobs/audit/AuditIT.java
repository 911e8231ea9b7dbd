package dev.breakwater.jobs.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.RegisteredMetrics;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.Identities;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker: half an hour of books with damage in them. */
class AuditIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 30;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  @Test
  void findsAllDamageOnceAndNothingElseWhenATaskManagerDiesInTheMiddle() throws Exception {
    String ledger = KAFKA.newTopic("ledger", 3);
    String verdicts = KAFKA.newTopic("verdicts", 2);
    String dead = KAFKA.newTopic("dead", 1);
    String out = KAFKA.newTopic("out", 1);
    // By now it is over: all but the last minutes are judged by event time, those by the clock.
    long begin = (System.currentTimeMillis() / MINUTE - MINUTES - 1) * MINUTE;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob job = start(ledger, verdicts, dead, out);
      send(producer, ledger, books(begin, 0, MINUTES / 2));
      long minute = begin + 5 * MINUTE;
      send(producer, ledger, List.of(letters(Boundary.WRITTEN, "dead-letters.late", minute, 5, 0)));
      job.awaitNextCheckpoint(DEADLINE);
      FLINK.cluster().replaceTaskManagers();
      Future<?> sent =
          producer.send(
              new ProducerRecord<>(ledger, "key".getBytes(UTF_8), "no entry".getBytes(UTF_8)));
      sent.get();
      send(producer, ledger, books(begin, MINUTES / 2, MINUTES));
      Awaitility.await("verdicts")
          .pollInterval(POLL)
          .atMost(DEADLINE)
          .until(() -> latest(verdicts).size() >= 3 * MINUTES + 1);
      send(
          producer,
          ledger,
          List.of(
              letters(Boundary.READ, "", minute, 5, 50),
              letters(Boundary.EXIT, "sent.late", minute, 3, 30),
              letters(Boundary.EXIT, "left", minute, 2, 20)));
      assertThat(job.restores()).as("the fault was felt").isPositive();
      witness(producer, ledger, out, begin + MINUTES * MINUTE);
      Awaitility.await("verdict of the witness")
          .pollInterval(POLL)
          .atMost(DEADLINE)
          .until(() -> latest(verdicts).size() >= 3 * MINUTES + 3);
      assertThatLettersWait(2, job);
      RegisteredMetrics.assertAsDefined("audit", FLINK.cluster().webAddress(), job);
      job.cancel(DEADLINE);
    }
    Map<String, Verdict> latest = latest(verdicts);
    assertThat(read(verdicts)).as("each once").hasSize(3 * MINUTES + 3);
    assertThat(latest.values().stream().filter(one -> one.ruling() == Ruling.UNKNOWN))
        .as("nobody reads the dead letters but a redrive, which says so")
        .singleElement()
        .matches(one -> one.account().topic().equals("letters"));
    assertThat(wrong(latest, begin))
        .isEqualTo(
            Map.of(
                3L,
                "topic|clean|b missing 1",
                7L,
                "topic|clean|b surplus 1",
                20L,
                "topic|clean|b altered 0",
                25L,
                "job|raw|a missing 1",
                (long) MINUTES,
                "topic|%s|%s missing 1".formatted(out, verdicts)));
    assertAges(latest);
    List<ConsumerRecord<byte[], byte[]>> letters = read(dead);
    assertThat(letters).hasSize(1);
    assertThat(new String(letters.get(0).value(), UTF_8)).isEqualTo("no entry");
  }

  private static Map<Long, String> wrong(Map<String, Verdict> latest, long begin) {
    Map<Long, String> wrong = new TreeMap<>();
    for (Verdict verdict : latest.values()) {
      if (verdict.ruling().isWrong()) {
        wrong.put(
            (verdict.bucket() - begin) / MINUTE,
            verdict.account().key() + " " + verdict.ruling().code() + " " + verdict.difference());
      }
    }
    return wrong;
  }

  /** Five events were booked as written to a topic that nobody else reads; four are there. */
  private static void witness(
      KafkaProducer<byte[], byte[]> producer, String ledger, String out, long time)
      throws Exception {
    long sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += Identities.ofEvent("test", "" + i);
      if (i != 2) {
        Future<?> sent = producer.send(event(out, "" + i, time));
        sent.get();
      }
    }
    LedgerEntry written =
        new LedgerEntry(
            "a",
            Boundary.WRITTEN,
            "main",
            out,
            time / MINUTE * MINUTE,
            MINUTE,
            5,
            sum,
            System.currentTimeMillis());
    send(producer, ledger, List.of(written));
  }

  private static ProducerRecord<byte[], byte[]> event(String topic, String id, long time) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, null, time, id.getBytes(UTF_8), "{}".getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", id,
            "ce_source", "test",
            "ce_type", "any",
            "ce_time", Instant.ofEpochMilli(time).toString())
        .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
    return event;
  }

  /** Minutes of the books of two jobs; 40 records each, one of them damaged in some. */
  private static List<LedgerEntry> books(long begin, int from, int to) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      long bucket = begin + minute * MINUTE;
      long read = sum(minute, 40);
      entries.add(entry("a", Boundary.READ, "", "raw", bucket, 40, read));
      int out = minute == 25 ? 39 : 40;
      entries.add(entry("a", Boundary.EXIT, "main", "raw", bucket, out, sum(minute, out)));
      entries.add(entry("a", Boundary.WRITTEN, "main", "clean", bucket, 40, read));
      int received = minute == 3 ? 39 : minute == 7 ? 41 : 40;
      long other = minute == 20 ? 1 : 0;
      entries.add(
          entry(
              "b",
              Boundary.RECEIVED,
              "",
              "clean",
              bucket,
              received,
              sum(minute, received) + other));
      entries.add(entry("b", Boundary.READ, "", "clean", bucket, received, read));
      entries.add(entry("b", Boundary.EXIT, "main", "clean", bucket, received, read));
    }
    return entries;
  }

  /** Whatever is written or goes out is ten times as old as what is read. */
  private static Ages ages(String name, int count) {
    long step = name.isEmpty() ? 10 : 100;
    return Ages.of(LongStream.rangeClosed(1, count).map(i -> i * step).toArray());
  }

  private static void assertAges(Side side, long count) {
    Ages ages = side.ages();
    assertThat(ages.count()).as("ages of %s", side).isEqualTo(count);
    assertThat(ages.p50()).isLessThanOrEqualTo(ages.p95());
    assertThat(ages.p95()).isLessThanOrEqualTo(ages.p99());
    assertThat(ages.p99()).isLessThanOrEqualTo(ages.max());
  }

  private static void assertAges(Map<String, Verdict> latest) {
    for (Verdict verdict : latest.values()) {
      // What is written to the witness's topic is booked without ages here.
      boolean aged = !verdict.account().topic().startsWith("out");
      assertAges(verdict.debit(), aged ? verdict.debit().total().count() : 0);
      assertAges(verdict.credit(), verdict.credit().total().count());
    }
    Verdict any =
        latest.values().stream()
            .filter(verdict -> verdict.ruling() == Ruling.BALANCED)
            .filter(verdict -> verdict.account().key().equals("topic|clean|b"))
            .findAny()
            .orElseThrow();
    assertThat(any.debit().ages()).isEqualTo(ages("main", 40));
    assertThat(any.credit().ages()).isEqualTo(ages("", 40));
  }

  /** As a gauge of the job tells, over a restore and for all subtasks. */
  private static void assertThatLettersWait(long count, LocalJob job) {
    Awaitility.await("dead letters that wait")
        .pollInterval(POLL)
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(
                        RegisteredMetrics.sum(
                            "reason.late.deadLetterDepth", FLINK.cluster().webAddress(), job))
                    .isEqualTo(count));
  }

  /** Dead letters of one topic, as the books have them. */
  private static LedgerEntry letters(
      Boundary boundary, String name, long bucket, int count, long sum) {
    return entry("c", boundary, name, "letters", bucket, count, sum);
  }

  private static long sum(int minute, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Identities.ofOrigin("t", minute, i);
    }
    return sum;
  }

  private static LedgerEntry entry(
      String job, Boundary boundary, String name, String topic, long bucket, int count, long sum) {
    return new LedgerEntry(
        job, boundary, name, topic, bucket, MINUTE, count, sum, bucket + MINUTE, ages(name, count));
  }

  private LocalJob start(String ledger, String verdicts, String dead, String out) throws Exception {
    AuditJobConfig config =
        AuditConfigs.shipped(
            "--kafka.bootstrap.servers",
            KAFKA.bootstrapServers(),
            "--source.topics",
            ledger,
            "--source.idle-timeout",
            "1 d",
            "--audit.witness",
            out,
            "--ledger.topic",
            ledger,
            // Event time stands for so long after the restart, for the witness.
            "--audit.grace",
            "3 s",
            "--audit.silence",
            "10 s",
            "--sink.topic",
            verdicts,
            "--dead-letter.topic",
            dead,
            "--job.instance",
            verdicts);
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    // Each subtask has a partition of the ledger: one without would hold event time back.
    environment.setParallelism(2);
    AuditTopology.build(environment, AuditJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static Map<String, Verdict> latest(String topic) throws RejectedException {
    Map<String, Verdict> latest = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      latest.put(new String(record.key(), UTF_8), Verdict.parse(record.value()));
    }
    return latest;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, List<LedgerEntry> entries) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      sent.add(
          producer.send(
              new ProducerRecord<>(topic, null, entry.bookedAt(), entry.key(), entry.toJson())));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
