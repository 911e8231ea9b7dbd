package dev.breakwater.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users have beside Java: kcat (librdkafka) and Python write what is read, and read what is
 * written and committed. Python writes with kafka-python and reads with confluent-kafka: Debian
 * 12's kafka-python knows no {@code read_committed}.
 */
@Tag("clients")
class ForeignClientsIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int EACH = 200;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().slotsPerTaskManager(2));

  /** Debian's packages, installed or unpacked here. */
  private final Path programs = Path.of(System.getProperty("breakwater.clients", "/"));

  @TempDir Path directory;

  private String raw = "";
  private String clean = "";
  private String dead = "";

  @BeforeEach
  void createTopics() {
    raw = KAFKA.newTopic("raw", 4);
    clean = KAFKA.newTopic("clean", 2);
    dead = KAFKA.newTopic("dead", 2);
  }

  @Test
  void kcatAndPythonWriteAndRead() throws Exception {
    List<String> lines = lines();
    Path kcat = Files.write(directory.resolve("kcat"), lines.subList(0, EACH));
    Path python = Files.write(directory.resolve("python"), lines.subList(EACH, 2 * EACH));
    LocalJob job = start();

    kcat("-P", "-t", raw, "-K", "\t", "-H", "sent-by=kcat", "-l", kcat.toString());
    python("produce.py", raw, python.toString());
    kcat("-P", "-t", raw, "-l", Files.writeString(directory.resolve("no"), "{\n").toString());

    Awaitility.await().atMost(DEADLINE).until(() -> readCommitted(clean).size() >= 2 * EACH);
    Awaitility.await().atMost(DEADLINE).until(() -> !readCommitted(dead).isEmpty());
    job.cancel(DEADLINE);
    abort(clean);
    List<String> events = readCommitted(clean);
    assertThat(events).allMatch(event -> event.contains("ce_id=") && event.contains("ce_source="));
    assertThat(events.stream().map(event -> event.substring(event.indexOf('\t') + 1)))
        .containsExactlyInAnyOrderElementsOf(
            lines.stream().map(line -> line.substring(line.indexOf('\t') + 1)).toList());
    assertThat(readCommitted(dead))
        .singleElement()
        .asString()
        .contains(DeadLetterHeaders.REASON + "=malformed")
        .endsWith("\t{");
    assertThat(python("consume.py", clean).lines().toList())
        .containsExactlyInAnyOrderElementsOf(events);
  }

  /** Leaves a record in the topic that nobody may see. */
  private static void abort(String topic) throws Exception {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            KAFKA.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            topic + "-aborted");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "aborted".getBytes(UTF_8))).get();
      producer.abortTransaction();
    }
  }

  private LocalJob start() throws Exception {
    IngestConfig config =
        IngestConfigs.shipped(
            "--kafka.bootstrap.servers", KAFKA.bootstrapServers(),
            "--source.topics", raw,
            "--sink.topic", clean,
            "--dead-letter.topic", dead,
            "--job.instance", clean);
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  /** A key, a tab and a value each. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (WorkloadRecord record : (Iterable<WorkloadRecord>) () -> workload().iterator()) {
      lines.add(text(record.key()) + '\t' + text(record.value()));
    }
    return lines;
  }

  private static Workload workload() {
    return Workload.builder().seed(11).events(2 * EACH).build();
  }

  private static String text(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), UTF_8);
  }

  /** Headers, a tab and the value of each record. */
  private List<String> readCommitted(String topic) throws Exception {
    return kcat(
            "-C",
            "-t",
            topic,
            "-o",
            "beginning",
            "-e",
            "-q",
            "-f",
            "%h\t%s\n",
            "-X",
            "isolation.level=read_committed")
        .lines()
        .toList();
  }

  private String kcat(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("usr/bin/kcat").toString());
    command.addAll(List.of("-b", KAFKA.bootstrapServers()));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  private String python(String script, String... arguments) throws Exception {
    Path file = Path.of(ForeignClientsIT.class.getResource("/clients/" + script).toURI());
    List<String> command = new ArrayList<>(List.of("python3", file.toString()));
    command.add(KAFKA.bootstrapServers());
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  /** Their names have the processor in them. */
  private String libraries() throws IOException {
    List<String> all = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(programs.resolve("usr/lib"), "*-linux-gnu*")) {
      found.forEach(each -> all.add(each.toString()));
    }
    return String.join(":", all);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LD_LIBRARY_PATH", libraries());
    builder
        .environment()
        .put("PYTHONPATH", programs.resolve("usr/lib/python3/dist-packages").toString());
    Path said = Files.createTempFile(directory, "said", "");
    Path failed = Files.createTempFile(directory, "failed", "");
    Process process = builder.redirectOutput(said.toFile()).redirectError(failed.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s%s", command, Files.readString(said), Files.readString(failed))
        .isTrue();
    return Files.readString(said);
  }
}
