package dev.breakwater.jobs.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.jobs.enrich.EnrichConfig;
import dev.breakwater.jobs.enrich.EnrichJob;
import dev.breakwater.jobs.enrich.EnrichOptions;
import dev.breakwater.jobs.enrich.EnrichTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order of a key in enrich across its dead letters, which a redrive sends back; the dependency
 * answers for every record but those that it is told to fail for.
 */
class RedriveToQuarantineIT {

  private static final Path SHIPPED =
      Path.of(System.getProperty("breakwater.root"), "conf", "jobs", "enrich.yaml");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private HttpServer service;
  private KafkaProducer<byte[], byte[]> producer;
  private String in = "";
  private String retry = "";
  private String enriched = "";
  private String dead = "";
  private String parked = "";

  @BeforeEach
  void begin() throws IOException {
    in = KAFKA.newTopic("in", 2);
    enriched = KAFKA.newTopic("enriched", 2);
    dead = KAFKA.newTopic("dead", 1);
    parked = KAFKA.newTopic("parked", 1);
    retry = enriched + ".retry";
    KAFKA.broker().createTopic(retry, 1, Map.of());
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void end() {
    producer.close();
    service.stop(0);
  }

  @Test
  void keepsTheOrderOfAKeyAcrossADeadLetterARestartAndADeadTaskManager() throws Exception {
    failing.addAll(Set.of("A-2", "A-4"));
    LocalJob first = start(null);
    send("A-1", "A-2", "A-3", "A-4", "B-1");
    awaitIds(enriched, "A", "A-1");
    awaitIds(enriched, "B", "B-1");
    awaitIds(dead, "A", "A-2", "A-4");
    first.awaitNextCheckpoint(DEADLINE);
    String savepoint = first.stopWithSavepoint(directory, DEADLINE);

    LocalJob second = start(savepoint);
    send("A-5", "B-2");
    awaitIds(enriched, "B", "B-1", "B-2");
    second.awaitNextCheckpoint(DEADLINE);
    FLINK.cluster().replaceTaskManagers();
    send("A-6", "B-3");
    awaitIds(enriched, "B", "B-1", "B-2", "B-3");
    assertThat(ids(enriched, "A")).as("those behind the dead letter wait").containsExactly("A-1");

    failing.remove("A-4");
    redrive();
    awaitIds(dead, "A", "A-2", "A-4", "A-2");
    assertThat(ids(enriched, "A")).as("the first has failed again").containsExactly("A-1");
    failing.clear();
    redrive();
    awaitIds(enriched, "A", "A-1", "A-2", "A-3", "A-4", "A-5", "A-6");
    send("A-7");
    awaitIds(enriched, "A", "A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7");
    second.awaitNextCheckpoint(DEADLINE);
    assertThat(second.restores()).as("the fault was felt").isPositive();
    second.cancel(DEADLINE);

    assertThat(ids(enriched, "A")).containsExactly("A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7");
    assertThat(ids(enriched, "B")).containsExactly("B-1", "B-2", "B-3");
    assertThat(ids(dead, "A")).containsExactly("A-2", "A-4", "A-2");
  }

  @Test
  void letsGoWithAHeaderWhatHasWaitedForTooLong() throws Exception {
    failing.add("A-1");
    LocalJob job = start(null, "--quarantine.max-wait", "5 s");
    send("A-1", "A-2", "B-1");
    awaitIds(dead, "A", "A-1");
    awaitIds(enriched, "A", "A-2");
    failing.clear();
    redrive();
    awaitIds(enriched, "A", "A-2", "A-1");
    job.cancel(DEADLINE);
    assertThat(
            read(enriched).stream()
                .filter(record -> record.headers().lastHeader("breakwater-overtook") != null)
                .map(RedriveToQuarantineIT::id))
        .containsExactly("A-2");
  }

  private LocalJob start(@Nullable String savepoint, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--config",
                SHIPPED.toString(),
                "--kafka.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "--source.topics",
                in + "," + retry,
                "--sink.topic",
                enriched,
                "--dead-letter.topic",
                dead,
                "--job.instance",
                enriched,
                "--lookup.url",
                address() + "/{id}",
                "--lookup.when-unavailable",
                "divert",
                "--lookup.deadline",
                "30 s",
                "--lookup.retry.max-attempts",
                "1",
                "--quarantine.enabled",
                "true"));
    arguments.addAll(List.of(more));
    EnrichConfig config =
        Launch.of(arguments.toArray(String[]::new), EnrichOptions.catalog(), name -> null)
            .configure(EnrichConfig::from);
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink(savepoint));
    EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private String address() {
    InetSocketAddress address = service.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestURI().getPath().substring(1);
      byte[] body = ("{\"of\":\"" + id + "\"}").getBytes(UTF_8);
      exchange.sendResponseHeaders(failing.contains(id) ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Events whose key is what their id begins with. */
  private void send(String... ids) {
    for (String id : ids) {
      RecordHeaders headers = new RecordHeaders();
      Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", "s", "ce_type", "t")
          .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
      send(
          new ProducerRecord<>(
              in, null, id.substring(0, 1).getBytes(UTF_8), "{\"n\":1}".getBytes(UTF_8), headers));
    }
  }

  /** All dead letters that were not sent back before. */
  private void redrive() throws Exception {
    RedriveJobConfig config =
        RedriveConfigs.shipped(
            "--kafka.bootstrap.servers",
            KAFKA.bootstrapServers(),
            "--job.instance",
            dead + ".r01",
            "--source.topics",
            dead,
            "--redrive.targets",
            retry,
            "--redrive.parking-topic",
            parked,
            "--redrive.rate",
            "0");
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink(null));
    RedriveTopology.build(environment, RedriveJob.kafka(config, RedriveJob.plan(config)), config);
    FLINK
        .cluster()
        .submit(environment, config.instance())
        .awaitStatus(JobStatus.FINISHED, DEADLINE);
  }

  private Configuration flink(@Nullable String savepoint) {
    Configuration flink = new Configuration();
    // There are slots left for the redrive.
    flink.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return flink;
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    assertThat(producer.send(record)).succeedsWithin(DEADLINE);
  }

  private static void awaitIds(String topic, String key, String... expected) {
    Awaitility.await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(ids(topic, key)).containsExactly(expected));
  }

  private static List<String> ids(String topic, String key) {
    return read(topic).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .map(RedriveToQuarantineIT::id)
        .toList();
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }
}
