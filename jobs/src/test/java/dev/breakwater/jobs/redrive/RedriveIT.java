package dev.breakwater.jobs.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.breakwater.jobs.Books;
import dev.breakwater.jobs.RegisteredMetrics;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.redrive.RedrivePlan;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker. */
class RedriveIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(1));

  @TempDir Path directory;

  private String dead = "";
  private String retry = "";
  private String parked = "";
  private String ledger = "";
  private String instance = "";

  @BeforeEach
  void createTopics() {
    dead = KAFKA.newTopic("dead", 2);
    parked = KAFKA.newTopic("parked", 1);
    ledger = KAFKA.newTopic("ledger", 1);
    instance = "redrive-" + dead.replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    retry = KAFKA.newTopic("retry", 2);
  }

  @Test
  void oneRunSendsEachOnceAndEndsAndAnotherSendsNothing() throws Exception {
    write(0, 300, "dependency", 0);
    write(300, 310, "malformed", 0);
    write(310, 330, "dependency", 3);
    finish(start());
    assertThat(ids(retry)).hasSize(300).doesNotHaveDuplicates();
    assertThat(ids(parked)).hasSize(20).doesNotHaveDuplicates();
    assertThat(read(parked))
        .allSatisfy(one -> assertThat(text(one, RedriveHeaders.PARKED)).isEqualTo("attempts"));
    finish(start());
    assertThat(ids(retry)).hasSize(300);
    assertThat(ids(parked)).hasSize(20);
    awaitBooks(660);
    assertThat(new Books(KAFKA.bootstrapServers(), ledger).reasons(Boundary.EXIT))
        .as("taken, by why they had failed")
        .isEqualTo(Map.of("dependency", 320L));
    finish(start("--redrive.filter.reasons", "malformed"));
    assertThat(ids(retry)).hasSize(310).doesNotHaveDuplicates();
  }

  @Test
  void aRunThatIsKilledAndStartedWithoutStateSendsEachOnce() throws Exception {
    write(0, 2_000, "dependency", 0);
    LocalJob killed = start("--redrive.rate", "400");
    awaitSome(200);
    killed.cancel(DEADLINE);
    int before = ids(retry).size();
    assertThat(before).isBetween(200, 1_999);
    finish(start("--redrive.rate", "0"));
    assertThat(ids(retry)).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void aTaskManagerThatDiesInTheMiddleChangesNothing() throws Exception {
    write(0, 2_000, "dependency", 0);
    LocalJob job = start("--redrive.rate", "500", "--redrive.delay", "500 ms");
    awaitSome(200);
    for (int taskManager : List.copyOf(FLINK.cluster().taskManagers())) {
      FLINK.cluster().killTaskManager(taskManager);
      FLINK.cluster().startTaskManager();
    }
    finish(job);
    assertThat(job.restores()).as("the fault was felt").isPositive();
    awaitBooks(2_000);
    assertThat(ids(retry)).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void delayedRecordsAreSentBeforeTheJobEnds() throws Exception {
    long failedAt = System.currentTimeMillis();
    write(0, 50, "dependency", 0, failedAt);
    finish(start("--redrive.delay", "3 s"));
    assertThat(ids(retry)).hasSize(50).doesNotHaveDuplicates();
    assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(failedAt + 3_000);
  }

  @Test
  void goesOnWithWhatComesUntilItIsStopped() throws Exception {
    write(0, 20, "dependency", 0);
    LocalJob job = start("--redrive.mode", "continuous");
    awaitSome(20);
    RegisteredMetrics.assertAsDefined("redrive", FLINK.cluster().webAddress(), job);
    write(20, 40, "dependency", 0);
    write(40, 60, "malformed", 0);
    awaitSome(40);
    String savepoint = job.stopWithSavepoint(directory, DEADLINE);
    write(60, 70, "dependency", 0);
    LocalJob second = startFrom(savepoint, "--redrive.mode", "continuous");
    awaitSome(50);
    awaitBooks(70);
    second.cancel(DEADLINE);
    assertThat(ids(retry)).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void parksWhatIsForATopicThatIsNotThere() throws Exception {
    write(0, 5, "dependency", 0);
    finish(start("--redrive.target", "nowhere", "--redrive.targets", "nowhere"));
    assertThat(read(parked))
        .hasSize(5)
        .allSatisfy(
            one -> assertThat(text(one, RedriveHeaders.PARKED)).isEqualTo("target-missing"));
  }

  @Test
  void sendsNothingUntilTheTargetIsWell() throws Exception {
    AtomicInteger status = new AtomicInteger(503);
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
          asked.incrementAndGet();
        });
    server.start();
    try {
      write(0, 30, "dependency", 0);
      LocalJob job =
          start(
              "--redrive.health.url",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/health",
              "--redrive.health.interval",
              "200 ms");
      Awaitility.await().atMost(DEADLINE).until(() -> asked.get() >= 5);
      job.awaitNextCheckpoint(DEADLINE);
      assertThat(ids(retry)).isEmpty();
      status.set(204);
      finish(job);
      assertThat(ids(retry)).hasSize(30).doesNotHaveDuplicates();
    } finally {
      server.stop(0);
    }
  }

  private LocalJob start(String... more) throws Exception {
    return startFrom(null, more);
  }

  private LocalJob startFrom(@Nullable String savepoint, String... more) throws Exception {
    Map<String, String> given = new HashMap<>();
    given.put("kafka.bootstrap.servers", KAFKA.bootstrapServers());
    given.put("source.topics", dead);
    given.put("redrive.target", retry);
    given.put("redrive.targets", retry);
    given.put("redrive.parking-topic", parked);
    given.put("redrive.rate", "0");
    given.put("ledger.topic", ledger);
    given.put("job.instance", instance);
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i].substring(2), more[i + 1]);
    }
    List<String> arguments = new ArrayList<>();
    given.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    RedriveJobConfig config = RedriveConfigs.shipped(arguments.toArray(String[]::new));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    RedrivePlan plan = RedriveJob.plan(config);
    RedriveTopology.build(environment, RedriveJob.kafka(config, plan), config);
    return FLINK.cluster().submit(environment, config.instance());
  }

  private static void finish(LocalJob job) {
    job.awaitStatus(JobStatus.FINISHED, DEADLINE);
  }

  private void awaitBooks(int read) {
    new Books(KAFKA.bootstrapServers(), ledger).awaitBalance(read, retry, parked);
  }

  private void awaitSome(int count) {
    Awaitility.await().atMost(DEADLINE).until(() -> ids(retry).size() >= count);
  }

  private void write(int from, int to, String reason, int attempts) {
    write(from, to, reason, attempts, 1_000);
  }

  private void write(int from, int to, String reason, int attempts, long failedAt) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(dead, null, 1_000L + i, bytes("k" + i), bytes("v" + i));
        record
            .headers()
            .add("id", bytes(Integer.toString(i)))
            .add(DeadLetterHeaders.REASON, bytes(reason))
            .add(DeadLetterHeaders.STAGE, bytes("enrich"))
            .add(DeadLetterHeaders.JOB, bytes("flights-enrich.r01"))
            .add(DeadLetterHeaders.LAST_FAILURE, bytes(Long.toString(failedAt)));
        if (attempts > 0) {
          record.headers().add(RedriveHeaders.ATTEMPT, bytes(Integer.toString(attempts)));
        }
        sent.add(producer.send(record));
      }
      producer.commitTransaction();
      assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(DEADLINE));
    }
  }

  private List<String> ids(String topic) {
    return read(topic).stream().map(record -> text(record, "id")).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            KAFKA.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            dead + "-writer"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
