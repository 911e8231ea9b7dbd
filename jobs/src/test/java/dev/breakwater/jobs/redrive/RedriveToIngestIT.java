package dev.breakwater.jobs.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.RedriveHeaders;
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
import java.util.TreeSet;
import java.util.concurrent.Future;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A bad deploy of ingest, the fix, and the way back of what it refused. */
class RedriveToIngestIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int EVENTS = 300;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(1).slotsPerTaskManager(4));

  @TempDir Path directory;

  private final String raw = KAFKA.newTopic("raw", 2);
  private final String clean = KAFKA.newTopic("clean", 2);
  private final String dead = KAFKA.newTopic("dead", 2);
  private final String duplicates = KAFKA.newTopic("duplicates", 1);
  private final String parked = KAFKA.newTopic("parked", 1);

  @Test
  void whatABadDeployRefusedGoesThroughIngestOnceAfterTheFix() throws Exception {
    String retry = "orders-ingest.retry";
    KAFKA.broker().createTopic(retry, 2, Map.of());
    send(0, EVENTS);
    LocalJob bad = ingest(null, raw, "--validate.types./amount", "string");
    await(dead, EVENTS);
    String savepoint = bad.stopWithSavepoint(directory, DEADLINE);
    assertThat(read(clean)).isEmpty();

    LocalJob fixed = ingest(savepoint, raw + "," + retry, "--validate.types./amount", "integer");
    redrive();
    await(clean, EVENTS);
    redrive();
    send(0, EVENTS);
    await(duplicates, EVENTS);
    fixed.cancel(DEADLINE);

    List<ConsumerRecord<byte[], byte[]>> events = read(clean);
    assertThat(events).hasSize(EVENTS);
    assertThat(new TreeSet<>(events.stream().map(one -> text(one, "ce_id")).toList()))
        .as("each once")
        .hasSize(EVENTS);
    assertThat(events)
        .allSatisfy(
            one -> {
              for (Header header : one.headers()) {
                assertThat(header.key())
                    .doesNotStartWith(RedriveHeaders.PREFIX)
                    .doesNotStartWith(DeadLetterHeaders.PREFIX);
              }
            });
    for (String topic : List.of(dead, retry, clean, duplicates)) {
      assertThat(read(topic))
          .as("each in its trace, in %s", topic)
          .allSatisfy(
              one -> {
                String id = id(one);
                assertThat(text(one, "traceparent")).isEqualTo(trace(id));
                assertThat(text(one, "tracestate")).isEqualTo("sender=" + id);
              });
    }
    assertThat(read(retry)).hasSize(EVENTS);
    assertThat(read(parked)).isEmpty();
    assertThat(read(dead)).as("dead letters stay").hasSize(EVENTS);
  }

  private LocalJob ingest(@Nullable String savepoint, String topics, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--job.instance",
                "orders-ingest.r01",
                "--kafka.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "--source.topics",
                topics,
                "--sink.topic",
                clean,
                "--dead-letter.topic",
                dead,
                "--dedup.duplicates-topic",
                duplicates,
                "--decode.map.id",
                "/id",
                "--decode.map.source",
                "orders",
                "--decode.map.type",
                "order"));
    arguments.addAll(List.of(more));
    IngestConfig config =
        Launch.of(arguments.toArray(String[]::new), IngestOptions.catalog(), name -> null)
            .configure(IngestConfig::from);
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink(savepoint));
    // The others are for redrive.
    environment.setParallelism(2);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private void redrive() throws Exception {
    RedriveJobConfig config =
        RedriveConfigs.shipped(
            "--kafka.bootstrap.servers",
            KAFKA.bootstrapServers(),
            "--source.topics",
            dead,
            "--redrive.targets",
            "orders-ingest.retry",
            "--redrive.parking-topic",
            parked,
            "--redrive.filter.reasons",
            "invalid",
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
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return flink;
  }

  private void send(int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        byte[] value = "{\"id\":\"o%d\",\"amount\":%d}".formatted(i, i).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(raw, ("k" + i).getBytes(UTF_8), value);
        record.headers().add("traceparent", trace("o" + i).getBytes(UTF_8));
        record.headers().add("tracestate", ("sender=o" + i).getBytes(UTF_8));
        sent.add(producer.send(record));
      }
      producer.flush();
      assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(DEADLINE));
    }
  }

  /** A trace of its own for each. */
  private static String trace(String id) {
    return "00-%032x-%016x-01".formatted(id.hashCode(), id.hashCode());
  }

  /** What its payload says it is; dead letters have no other. */
  private static String id(ConsumerRecord<byte[], byte[]> record) {
    String value = new String(record.value(), UTF_8);
    return value.substring(value.indexOf("o"), value.indexOf("\","));
  }

  private static void await(String topic, int count) {
    Awaitility.await().atMost(DEADLINE).until(() -> read(topic).size() >= count);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), UTF_8);
  }
}
