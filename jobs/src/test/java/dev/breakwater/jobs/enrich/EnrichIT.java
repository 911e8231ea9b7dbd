package dev.breakwater.jobs.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.Books;
import dev.breakwater.jobs.RegisteredMetrics;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.service.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker, with a real service that fails. */
class EnrichIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Fault UP = new Fault.None();
  private static final int KEYS = 40;
  private static final String[] CODES = {
    "PHX", "SFO", "ORD", "DFW", "ABQ", "ATL", "LAS", "DEN", "ABE", "ABI", "ACT", "BOS"
  };

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  private AirportService service;
  private KafkaProducer<byte[], byte[]> producer;
  private String clean = "";
  private String retry = "";
  private String enriched = "";
  private String dead = "";
  private String ledger = "";
  private int sent;

  @BeforeEach
  void start() {
    service = AirportService.start(0);
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    clean = KAFKA.newTopic("clean", 4);
    retry = KAFKA.newTopic("retry", 2);
    enriched = KAFKA.newTopic("enriched", 3);
    dead = KAFKA.newTopic("dead", 2);
    ledger = KAFKA.newTopic("ledger", 1);
  }

  @AfterEach
  void stop() {
    producer.close();
    service.close();
    Awaitility.await().atMost(DEADLINE).until(() -> threads().isEmpty());
  }

  @Test
  void losesNothingAndKeepsTheOrderThroughAnOutageInWhichATaskManagerDies() throws Exception {
    LocalJob job = run(null, "--lookup.capacity", "50");
    send(2_000);
    awaitEnriched(2_000);
    service.become(new Fault.Down());
    send(2_000);
    job.awaitNextCheckpoint(DEADLINE);
    FLINK.cluster().replaceTaskManagers();
    job.awaitRunning(DEADLINE);
    job.awaitNextCheckpoint(DEADLINE);
    send(500);
    service.become(UP);
    awaitEnriched(4_500);
    awaitBooks(4_500);
    job.cancel(DEADLINE);
    assertThat(job.restores()).as("the fault was felt").isPositive();
    assertAllOnceAndInOrder(enriched());
    assertThat(read(dead)).isEmpty();
  }

  @Test
  void stopsWithASavepointWhileItHoldsAndGoesOnFromIt() throws Exception {
    service.become(new Fault.Silent());
    LocalJob first = run(null, "--lookup.capacity", "10");
    send(1_000);
    first.awaitNextCheckpoint(DEADLINE);
    String savepoint = first.stopWithSavepoint(directory, DEADLINE);
    assertThat(enriched()).isEmpty();
    service.become(UP);
    LocalJob second = run(savepoint, "--lookup.capacity", "10");
    awaitEnriched(1_000);
    awaitBooks(1_000);
    second.cancel(DEADLINE);
    assertAllOnceAndInOrder(enriched());
  }

  @Test
  void cancelsWhileItHolds() throws Exception {
    service.become(new Fault.Silent());
    LocalJob job = run(null, "--lookup.capacity", "10");
    send(200);
    job.awaitNextCheckpoint(DEADLINE);
    job.cancel(DEADLINE);
    assertThat(enriched()).isEmpty();
  }

  @Test
  void goesOnWithTheLastAnswersWhenTheDependencyIsDown() throws Exception {
    LocalJob job = run(null, "--lookup.cache.fresh-for", "0 s", "--quarantine.enabled", "true");
    send(500);
    awaitEnriched(500);
    RegisteredMetrics.assertAsDefined("enrich", FLINK.cluster().webAddress(), job);
    service.become(new Fault.Failing());
    send(1_000);
    awaitEnriched(1_500);
    awaitBooks(1_500);
    job.cancel(DEADLINE);
    assertAllOnceAndInOrder(enriched());
    List<ConsumerRecord<byte[], byte[]>> stale =
        enriched().stream().filter(record -> number(record) >= 500).toList();
    assertThat(stale).allMatch(record -> "stale".equals(header(record, "breakwater-lookup")));
    assertThat(stale).allMatch(record -> header(record, "breakwater-lookup-age") != null);
    assertThat(stale).allMatch(record -> text(record).contains("\"airport\":{\"iata\":"));
  }

  @Test
  void goesOnWithTheDefaultWhenTheDependencyTalksGarbage() throws Exception {
    service.become(Fault.Garbage.NOT_JSON);
    LocalJob job =
        run(null, "--lookup.when-unavailable", "default", "--lookup.default", "{\"name\":null}");
    send(1_000);
    awaitEnriched(1_000);
    job.cancel(DEADLINE);
    assertAllOnceAndInOrder(enriched());
    assertThat(enriched())
        .allMatch(record -> "default".equals(header(record, "breakwater-lookup")))
        .allMatch(record -> text(record).endsWith(",\"airport\":{\"name\":null}}"));
    assertThat(service.calls().begun()).as("the breaker opened").isLessThan(100);
  }

  @Test
  void divertsAndTakesBackWhatItDivertedCountingTheAttempts() throws Exception {
    service.become(new Fault.Down());
    LocalJob job = run(null, "--lookup.when-unavailable", "divert");
    send(100);
    Awaitility.await().atMost(DEADLINE).until(() -> read(dead).size() == 100);
    List<ConsumerRecord<byte[], byte[]>> letters = read(dead);
    assertThat(letters)
        .allMatch(record -> "dependency".equals(header(record, DeadLetterHeaders.REASON)))
        .allMatch(record -> "lookup".equals(header(record, DeadLetterHeaders.STAGE)))
        .allMatch(record -> "1".equals(header(record, DeadLetterHeaders.ATTEMPTS)))
        .allMatch(record -> header(record, "breakwater-lookup") == null)
        .allMatch(record -> trace(number(record)).equals(header(record, "traceparent")));
    redrive(letters.subList(0, 50));
    Awaitility.await().atMost(DEADLINE).until(() -> read(dead).size() == 150);
    assertThat(read(dead).stream())
        .filteredOn(record -> retry.equals(header(record, DeadLetterHeaders.TOPIC)))
        .hasSize(50)
        .allMatch(record -> "2".equals(header(record, DeadLetterHeaders.ATTEMPTS)));
    service.become(UP);
    redrive(letters);
    // Some may find the breaker still open: they come back again.
    Awaitility.await().atMost(DEADLINE).until(() -> enriched().size() + read(dead).size() >= 250);
    job.cancel(DEADLINE);
    assertThat(enriched())
        .allMatch(record -> trace(number(record)).equals(header(record, "traceparent")))
        .allMatch(record -> header(record, DeadLetterHeaders.ATTEMPTS) == null)
        .allMatch(record -> header(record, DeadLetterHeaders.REASON) == null);
  }

  private LocalJob run(@Nullable String savepoint, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "--source.topics",
                clean + "," + retry,
                "--sink.topic",
                enriched,
                "--dead-letter.topic",
                dead,
                "--ledger.topic",
                ledger,
                "--job.instance",
                enriched,
                "--lookup.url",
                service.uri() + "/airports/{/origin}",
                "--lookup.deadline",
                "500 ms",
                "--lookup.retry.max-backoff",
                "500 ms",
                "--breaker.open-for",
                "500 ms"));
    arguments.addAll(Arrays.asList(more));
    EnrichConfig config = EnrichConfigs.shipped(arguments.toArray(new String[0]));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  /** The next events: n counts them, the key is one of forty. */
  private void send(int count) {
    List<Future<RecordMetadata>> sends = new ArrayList<>();
    for (int end = sent + count; sent < end; sent++) {
      String payload = "{\"n\":%d,\"origin\":\"%s\"}".formatted(sent, CODES[sent % CODES.length]);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(clean, ("k" + sent % KEYS).getBytes(UTF_8), payload.getBytes(UTF_8));
      record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
      record.headers().add("ce_id", Integer.toString(sent).getBytes(UTF_8));
      record.headers().add("ce_source", "flights".getBytes(UTF_8));
      record.headers().add("ce_type", "flight.departed".getBytes(UTF_8));
      record.headers().add("content-type", "application/json".getBytes(UTF_8));
      record.headers().add("traceparent", trace(sent).getBytes(UTF_8));
      sends.add(producer.send(record));
    }
    await(sends);
  }

  /** Dead letters back to work, with what they say of themselves. */
  private void redrive(List<ConsumerRecord<byte[], byte[]>> letters) {
    List<Future<RecordMetadata>> sends = new ArrayList<>();
    letters.forEach(
        letter ->
            sends.add(
                producer.send(
                    new ProducerRecord<>(
                        retry, null, null, letter.key(), letter.value(), letter.headers()))));
    await(sends);
  }

  private void await(List<Future<RecordMetadata>> sends) {
    producer.flush();
    sends.forEach(one -> assertThat(one).succeedsWithin(DEADLINE));
  }

  private void awaitBooks(int read) {
    new Books(KAFKA.bootstrapServers(), ledger).awaitBalance(read, enriched, dead);
  }

  private void awaitEnriched(int count) {
    Awaitility.await().atMost(DEADLINE).until(() -> enriched().size() >= count);
  }

  private void assertAllOnceAndInOrder(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, List<Integer>> byKey = new HashMap<>();
    records.forEach(
        record ->
            byKey
                .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                .add(number(record)));
    int keys = Math.min(KEYS, sent);
    assertThat(byKey).hasSize(keys);
    for (int key = 0; key < keys; key++) {
      int first = key;
      List<Integer> expected =
          IntStream.iterate(first, n -> n < sent, n -> n + KEYS).boxed().toList();
      assertThat(byKey.get("k" + key)).as("key k%d", key).isEqualTo(expected);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> enriched() {
    return read(enriched);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private static String trace(int number) {
    return "00-%032x-%016x-01".formatted(number + 1, number + 1);
  }

  private static int number(ConsumerRecord<byte[], byte[]> record) {
    String id = header(record, "ce_id");
    assertThat(id).isNotNull();
    return Integer.parseInt(id);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("breakwater-lookup-"))
        .toList();
  }
}
