package dev.breakwater.jobs.aggregate;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker: replicas against lists, and against each other. */
class AggregateIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final int FLIGHTS = 30_000;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  private String ledger = "";

  @BeforeEach
  void createLedger() {
    ledger = KAFKA.newTopic("ledger", 1);
  }

  /** A replica: what tells it from the others, and where it writes. */
  private record Replica(String results, String dead, LocalJob job) {}

  @Test
  void replicasTellTheSameToTheByteWhateverTheirOrderAndFailures() throws Exception {
    String clean = KAFKA.newTopic("clean", PARTITIONS);
    List<List<FlightLog.Entry>> log = FlightLog.of(FLIGHTS, PARTITIONS, 7);
    NaiveDelays expected = new NaiveDelays(log);
    assertThat(expected.late).as("the log has late flights").hasSizeGreaterThan(50);

    send(clean, log, 0, 0.5);
    Replica first = start(clean, 2, "a");
    first.job().awaitNextCheckpoint(DEADLINE);
    FLINK.cluster().replaceTaskManagers();
    send(clean, log, 0.5, 1);
    check(first, expected);
    assertThat(first.job().restores()).as("the fault was felt").isPositive();
    int flights = log.stream().mapToInt(List::size).sum();
    new Books(KAFKA.bootstrapServers(), ledger)
        .awaitBalance(flights, first.results(), first.dead());
    first.job().cancel(DEADLINE);

    Replica second =
        start(
            clean,
            3,
            "b",
            "--source.properties.max.poll.records",
            "50",
            "--window.pre-aggregation.max-memory",
            "20 kb",
            "--sink.delivery",
            "at-least-once");
    check(second, expected);
    second.job().cancel(DEADLINE);
    assertThat(whole(second.results())).isEqualTo(whole(first.results()));
  }

  @Test
  void tellsWhatIsOpenWhenAllIsIdle() throws Exception {
    String clean = KAFKA.newTopic("clean", PARTITIONS);
    List<List<FlightLog.Entry>> log = FlightLog.of(40, PARTITIONS, 8);
    Replica replica =
        start(clean, 2, "idle", "--source.idle-timeout", "1 s", "--window.idle-close", "1 s");
    RegisteredMetrics.assertAsDefined("aggregate", FLINK.cluster().webAddress(), replica.job());
    send(clean, log, 0, 1);
    Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () ->
                payloads(replica.results()).keySet().stream().anyMatch(id -> id.endsWith("/END")));
    replica.job().cancel(DEADLINE);
  }

  private static void check(Replica replica, NaiveDelays expected) {
    Awaitility.await()
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                read(replica.results()).size() >= expected.results.size()
                    && read(replica.dead()).size() >= expected.late.size());
    assertThat(payloads(replica.results())).isEqualTo(expected.results);
    assertThat(read(replica.results())).hasSize(expected.results.size());
    assertThat(late(replica.dead())).isEqualTo(expected.late);
  }

  private Replica start(String clean, int parallelism, String name, String... more)
      throws Exception {
    String results = KAFKA.newTopic("results", 2);
    String dead = KAFKA.newTopic("dead", 1);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", KAFKA.bootstrapServers(),
                "--source.topics", clean,
                "--sink.topic", results,
                "--dead-letter.topic", dead,
                "--job.instance", "aggregate." + name));
    if (!List.of(more).contains("--source.idle-timeout")) {
      // No partition is ever left out: nothing may depend on how fast this machine is.
      arguments.addAll(List.of("--source.idle-timeout", "0 s", "--window.idle-close", "0 s"));
    }
    arguments.addAll(List.of(more));
    if (!arguments.contains("at-least-once")) {
      arguments.addAll(List.of("--ledger.topic", ledger));
    }
    AggregateConfig config = AggregateConfigs.shipped(arguments.toArray(new String[0]));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    environment.setParallelism(parallelism);
    AggregateTopology.build(environment, AggregateJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return new Replica(results, dead, job);
  }

  private static void send(String topic, List<List<FlightLog.Entry>> log, double from, double to) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < log.size(); partition++) {
        List<FlightLog.Entry> entries = log.get(partition);
        for (int i = (int) (from * entries.size()); i < (int) (to * entries.size()); i++) {
          sent.add(producer.send(entries.get(i).record(topic, partition)));
        }
      }
    }
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
  }

  private static Map<String, String> payloads(String topic) {
    Map<String, String> payloads = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      payloads.put(text(record, "ce_id"), new String(record.value(), UTF_8));
    }
    return payloads;
  }

  /** Everything that a record says but where it is: key, value, timestamp and headers. */
  private static Set<String> whole(String topic) {
    Set<String> whole = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      StringBuilder text = new StringBuilder();
      text.append(new String(record.key(), UTF_8)).append(' ').append(record.timestamp());
      for (Header header : record.headers()) {
        text.append(' ').append(header.key()).append('=');
        text.append(new String(header.value(), UTF_8));
      }
      whole.add(text.append(' ').append(new String(record.value(), UTF_8)).toString());
    }
    return whole;
  }

  private static Set<String> late(String topic) {
    Set<String> late = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      assertThat(text(record, DeadLetterHeaders.REASON)).isEqualTo("late");
      late.add(
          text(record, DeadLetterHeaders.PARTITION) + "@" + text(record, DeadLetterHeaders.OFFSET));
    }
    return late;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }
}
