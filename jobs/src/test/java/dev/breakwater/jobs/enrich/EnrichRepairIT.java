package dev.breakwater.jobs.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A repair in which the service answers otherwise than before, with a restart in the middle: what
 * was written stays in the topic where it is and comes into no other.
 */
class EnrichRepairIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int PASSED_AT_ONCE = 5;
  private static final int MIDDLE = 10;
  private static final int WRITTEN = 25;
  private static final int ALL = 30;

  /** What the service knows when the records are first read, and when they are read again. */
  private enum Answers {
    ENRICHED_THEN_DIVERTED {
      @Override
      boolean first(int number) {
        return number >= PASSED_AT_ONCE;
      }

      @Override
      boolean again(int number) {
        return false;
      }
    },
    DIVERTED_THEN_ENRICHED {
      @Override
      boolean first(int number) {
        return number < PASSED_AT_ONCE;
      }

      @Override
      boolean again(int number) {
        return true;
      }
    };

    abstract boolean first(int number);

    abstract boolean again(int number);
  }

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  // The checkpoint to restart from must not be dropped for a later one before the job is cancelled.
  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          () -> LocalFlink.builder().set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1_000));

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch middle = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private HttpServer service;
  private volatile IntPredicate known = n -> false;
  private volatile boolean stopsInTheMiddle;
  private String events = "";
  private String enriched = "";
  private String dead = "";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(threads);
    service.createContext("/", this::answer);
    service.start();
    events = KAFKA.newTopic("events", 1);
    enriched = KAFKA.newTopic("enriched", 1);
    dead = KAFKA.newTopic("dead", 1);
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    service.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void whatOneOutputHoldsGoesToNeitherAgain(Answers answers) throws Exception {
    known = answers::first;
    send(0, WRITTEN);
    LocalJob job = run(null);
    awaitWritten(WRITTEN);
    job.cancel(DEADLINE);
    send(WRITTEN, ALL);

    known = answers::again;
    stopsInTheMiddle = true;
    LocalJob repair =
        run(
            null,
            "--repair.enabled",
            "true",
            "--source.start",
            "timestamp",
            "--source.start-timestamp",
            "0");
    assertThat(middle.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    String checkpoint =
        FLINK.cluster().miniCluster().triggerCheckpoint(repair.id()).get(60, TimeUnit.SECONDS);
    repair.cancel(DEADLINE);
    goOn.countDown();
    LocalJob restarted = run(checkpoint);
    awaitWritten(ALL);
    restarted.cancel(DEADLINE);

    IntPredicate first = answers::first;
    IntPredicate again = answers::again;
    assertThat(read(enriched)).containsExactlyElementsOf(ids(first, again));
    assertThat(read(dead)).containsExactlyElementsOf(ids(first.negate(), again.negate()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    if (stopsInTheMiddle && number == MIDDLE) {
      middle.countDown();
      awaitGoOn();
    }
    try (exchange) {
      byte[] answer = "{}".getBytes(UTF_8);
      if (known.test(number)) {
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void awaitGoOn() throws IOException {
    try {
      if (!goOn.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the test does not go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test has ended", e);
    }
  }

  private LocalJob run(@Nullable String state, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "--source.topics",
                events,
                "--sink.topic",
                enriched,
                "--dead-letter.topic",
                dead,
                "--job.instance",
                enriched,
                "--lookup.url",
                "http://127.0.0.1:%d/{id}".formatted(service.getAddress().getPort()),
                "--lookup.when-absent",
                "dead-letter",
                "--lookup.deadline",
                "1 min",
                "--lookup.cache.fresh-for",
                "0 s",
                "--lookup.cache.absent-for",
                "0 s",
                "--lookup.capacity",
                "1"));
    arguments.addAll(List.of(more));
    EnrichConfig config = EnrichConfigs.shipped(arguments.toArray(new String[0]));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (state != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, state);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    environment.setParallelism(1);
    EnrichTopology.build(environment, EnrichJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private void send(int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int n = from; n < to; n++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(events, "key".getBytes(UTF_8), "{}".getBytes(UTF_8));
        record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
        record.headers().add("ce_id", Integer.toString(n).getBytes(UTF_8));
        record.headers().add("ce_source", "flights".getBytes(UTF_8));
        record.headers().add("ce_type", "flight.departed".getBytes(UTF_8));
        record.headers().add("content-type", "application/json".getBytes(UTF_8));
        assertThat(producer.send(record)).succeedsWithin(DEADLINE);
      }
    }
  }

  private void awaitWritten(int count) {
    Awaitility.await()
        .atMost(DEADLINE)
        .until(() -> read(enriched).size() + read(dead).size() >= count);
  }

  /** What was written first stays where it is; the rest is as the service says now. */
  private static List<String> ids(IntPredicate first, IntPredicate again) {
    IntStream written = IntStream.range(0, WRITTEN).filter(first);
    IntStream missing = IntStream.range(WRITTEN, ALL).filter(again);
    return IntStream.concat(written, missing).mapToObj(Integer::toString).toList();
  }

  /** The ids of what is committed. */
  private static List<String> read(String topic) {
    List<String> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE)) {
      Header id = record.headers().lastHeader("ce_id");
      ids.add(new String(id.value(), UTF_8));
    }
    return ids;
  }
}
