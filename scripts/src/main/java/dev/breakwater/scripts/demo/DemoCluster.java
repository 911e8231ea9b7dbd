package dev.breakwater.scripts.demo;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A broker, a Flink cluster and the ingest job in this JVM, with the shipped configuration; only
 * addresses, directories and the duplicates topic, which makes duplicates visible, are the demo's.
 */
final class DemoCluster {

  private static final Duration START = Duration.ofMinutes(2);
  private static final int PARALLELISM = 2;

  private final DemoSettings settings;
  private final Path directory;
  private final EmbeddedKafka kafka;
  private final LocalFlink flink;

  private DemoCluster(DemoSettings settings, Resources resources) {
    this.settings = settings;
    this.directory = resources.add(TemporaryDirectory.create("breakwater-demo-")).path();
    requireSpace();
    this.kafka =
        resources.add(EmbeddedKafka.builder().directory(directory.resolve("kafka")).start());
    this.flink = resources.add(startFlink());
  }

  /**
   * @param resources gets all that is to be closed, as soon as it is there
   */
  static DemoCluster start(DemoSettings settings, Resources resources) {
    return new DemoCluster(settings, resources);
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  LocalFlink flink() {
    return flink;
  }

  /** Submits ingest and returns when all its tasks are at work. */
  LocalJob startIngest() {
    IngestConfig config = ingestConfig();
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment environment = flink.environment(strict);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = flink.submit(environment, config.instance());
    job.awaitRunning(START);
    return job;
  }

  /** How far the job has committed its way through its input. */
  SourceProgress sourceProgress() throws InterruptedException {
    return new SourceProgress(kafka.bootstrapServers(), DemoTopics.RAW, ingestConfig().instance());
  }

  /** Free bytes where the data is. */
  long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new DemoException("the demo's directory cannot be read, was " + directory, e);
    }
  }

  private IngestConfig ingestConfig() {
    String[] arguments = {
      "--config", settings.root().resolve("conf/jobs/ingest.yaml").toString(),
      "--kafka.bootstrap.servers", kafka.bootstrapServers(),
      "--source.topics", DemoTopics.RAW,
      "--sink.topic", DemoTopics.CLEAN,
      "--dead-letter.topic", DemoTopics.DEAD,
      "--dedup.duplicates-topic", DemoTopics.DUPLICATES
    };
    try {
      return Launch.of(arguments, IngestOptions.catalog(), System::getenv)
          .configure(IngestConfig::from);
    } catch (ConfigException e) {
      throw new DemoException("conf/jobs/ingest.yaml cannot be used: " + e.getMessage(), e);
    }
  }

  /** One task in each of two TaskManagers, and in each a slot to spare. */
  private LocalFlink startFlink() {
    Configuration shipped =
        GlobalConfiguration.loadConfiguration(settings.root().resolve("conf/flink").toString());
    return LocalFlink.builder()
        .configuration(shipped)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri("checkpoints"))
        .set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri("savepoints"))
        .set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM)
        .set(RestOptions.BIND_PORT, settings.webPort())
        .taskManagers(2)
        .slotsPerTaskManager(2)
        .start();
  }

  private String uri(String name) {
    return directory.resolve(name).toUri().toString();
  }

  private void requireSpace() {
    long free = freeBytes();
    if (free < settings.bytesNeeded()) {
      throw new DemoException(
          "the directory for temporary files must have about %,d MB free for %,d events, %s has"
                  .formatted(settings.bytesNeeded() >> 20, settings.events(), directory.getParent())
              + " %,d MB; make room, or set TMPDIR to another directory".formatted(free >> 20));
    }
  }
}
