package dev.breakwater.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.RestartingJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension for runs of ingest against a truth: 6,000 events, and duplicates and broken
 * records among them. Each test has outputs of its own. Register it in a field.
 */
public final class IngestTrial implements BeforeEachCallback, AfterEachCallback {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;

  private final EmbeddedKafkaExtension kafka;
  private final LocalFlinkExtension flink;
  private final Graph graph;
  private final List<WorkloadRecord> records = new ArrayList<>();
  private final GroundTruth truth;
  private @Nullable Outputs outputs;
  private @Nullable TemporaryDirectory directory;

  /** How the job under test is built. */
  @FunctionalInterface
  public interface Graph {

    /**
     * Adds the job to the environment.
     *
     * @param arguments of the job, as on a command line
     * @return its name
     */
    String build(StreamExecutionEnvironment environment, String[] arguments) throws Exception;
  }

  /**
   * @param has which kinds of records the input can have
   */
  public IngestTrial(
      EmbeddedKafkaExtension kafka,
      LocalFlinkExtension flink,
      long seed,
      Predicate<WorkloadRecord> has,
      Graph graph) {
    this.kafka = kafka;
    this.flink = flink;
    this.graph = graph;
    Workload.builder()
        .seed(seed)
        .events(6_000)
        .duplicates(0.05)
        .malformed(0.02)
        .headers(0.1)
        .build()
        .forEach(records::add);
    records.removeIf(has.negate());
    truth = GroundTruth.of(records);
  }

  /** What a job can lose a TaskManager of, with metrics that are up to date. */
  public static LocalFlinkExtension cluster() {
    return LocalFlinkExtension.of(
        () ->
            LocalFlink.builder()
                .taskManagers(2)
                .slotsPerTaskManager(2)
                .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200)));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    directory = TemporaryDirectory.create("breakwater-trial-");
    outputs =
        new Outputs(
            kafka.bootstrapServers(),
            kafka.newTopic("clean", PARTITIONS),
            kafka.newTopic("dead", PARTITIONS),
            kafka.newTopic("duplicates", PARTITIONS),
            PARTITIONS);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (directory != null) {
      directory.close();
    }
  }

  /** How many records there are to be sent. */
  public int size() {
    return records.size();
  }

  /** What is to be sent: all of it, each once, in order within a partition. */
  public List<WorkloadRecord> records(int from, int to) {
    return records.subList(from, to);
  }

  /** Of the job, and the topic of what is well. */
  public String name() {
    return outputs().clean();
  }

  /**
   * The arguments of a job with these outputs.
   *
   * @param configuration file below the root of the project
   */
  public String[] arguments(String configuration, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(Path.of(System.getProperty("breakwater.root"), configuration).toString());
    arguments.addAll(List.of("--kafka.bootstrap.servers", kafka.bootstrapServers()));
    arguments.addAll(List.of("--sink.topic", outputs().clean()));
    arguments.addAll(List.of("--dead-letter.topic", outputs().dead()));
    arguments.addAll(List.of("--dedup.duplicates-topic", outputs().duplicates()));
    arguments.addAll(List.of("--job.instance", name()));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }

  /**
   * Starts the job, with twice the subtasks where it goes on from a savepoint.
   *
   * @param savepoint null to start without state
   * @param interval of its checkpoints
   */
  public LocalJob submit(@Nullable String savepoint, Duration interval, String[] arguments)
      throws Exception {
    Configuration settings = RestartingJob.settings(interval, directory(), savepoint);
    StreamExecutionEnvironment environment = flink.cluster().environment(settings);
    environment.setParallelism(savepoint == null ? PARALLELISM : 2 * PARALLELISM);
    return flink.cluster().submit(environment, graph.build(environment, arguments));
  }

  /** The same, and waits until it is at work. */
  public LocalJob start(@Nullable String savepoint, Duration interval, String[] arguments)
      throws Exception {
    LocalJob job = submit(savepoint, interval, arguments);
    job.awaitRunning(DEADLINE);
    return job;
  }

  /** Ends the job; where its savepoint is. */
  public String stop(LocalJob job) {
    return job.stopWithSavepoint(directory(), DEADLINE);
  }

  public SourceMetrics metrics(LocalJob job) {
    return new SourceMetrics(flink.cluster().webAddress(), job);
  }

  /** Until the outputs hold so many records, committed or not. */
  public void awaitWritten(long count) {
    Awaitility.await("written").atMost(DEADLINE).until(() -> outputs().written() >= count);
  }

  /** How many committed records the outputs hold. */
  public int committed() {
    return outputs().committed();
  }

  /** Until the outputs hold so many committed records. */
  public void awaitCommitted(int count) {
    Awaitility.await("committed").atMost(DEADLINE).until(() -> committed() == count);
  }

  /**
   * Waits until the outputs hold as much as they should, and sees to it that they hold just that.
   *
   * @param before each look, what makes records visible
   */
  public void awaitBalance(Runnable before) {
    try {
      Awaitility.await()
          .atMost(DEADLINE)
          .until(
              () -> {
                before.run();
                return outputs().holdAll(truth);
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "the outputs hold %s, and should hold %d, %d and %d"
              .formatted(
                  outputs().counts(), truth.clean(), truth.dead().size(), truth.duplicates()),
          e);
    }
    Assertions.assertThat(outputs().read(outputs().duplicates())).hasSize((int) truth.duplicates());
    Verdict verdict = outputs().verdict(truth);
    Assertions.assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  /** The topics, streams or partitions of topics that the outputs say they are made of. */
  public Set<String> origins() {
    Set<String> origins = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : outputs().read(outputs().clean())) {
      String position = text(record, "breakwater-origin");
      origins.add(position.substring(0, position.lastIndexOf('-')));
    }
    for (ConsumerRecord<byte[], byte[]> record : outputs().read(outputs().dead())) {
      origins.add(text(record, "__breakwater.errors.topic"));
    }
    return origins;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }

  private Path directory() {
    return inTest(directory).path();
  }

  private Outputs outputs() {
    return inTest(outputs);
  }

  private static <T> T inTest(@Nullable T what) {
    if (what == null) {
      throw new IllegalStateException("a trial is there only while a test of the class runs");
    }
    return what;
  }
}
