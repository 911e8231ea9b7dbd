package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;

/**
 * A broker and a Flink cluster in this JVM, with the shipped configuration; only addresses,
 * directories and how often metrics are handed on are the demo's.
 */
final class DemoCluster {

  private static final int PARALLELISM = 2;
  private static final Duration METRICS = Duration.ofSeconds(1);

  private final DemoSettings settings;
  private final Path directory;
  private final EmbeddedKafka kafka;
  private final LocalFlink flink;

  private DemoCluster(DemoSettings settings, Resources resources, Workers workers) {
    this.settings = settings;
    this.directory = resources.add(TemporaryDirectory.create("breakwater-demo-")).path();
    requireSpace();
    this.kafka =
        resources.add(EmbeddedKafka.builder().directory(directory.resolve("kafka")).start());
    this.flink = resources.add(startFlink(workers));
  }

  private record Workers(int taskManagers, int slots, int parallelism) {}

  /**
   * A task of each of three jobs in each of two TaskManagers, and in each a slot to spare.
   *
   * @param resources gets all that is to be closed, as soon as it is there
   */
  static DemoCluster start(DemoSettings settings, Resources resources) {
    return new DemoCluster(settings, resources, new Workers(2, 4, PARALLELISM));
  }

  /** The same with one TaskManager of one slot; more are started, each for one job. */
  static DemoCluster forReplicas(DemoSettings settings, Resources resources) {
    return new DemoCluster(settings, resources, new Workers(1, 1, 1));
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  LocalFlink flink() {
    return flink;
  }

  DemoJobs jobs() {
    return new DemoJobs(settings, flink, kafka.bootstrapServers());
  }

  /** Free bytes where the data is. */
  long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new DemoException("the demo's directory cannot be read, was " + directory, e);
    }
  }

  private LocalFlink startFlink(Workers workers) {
    Configuration shipped =
        GlobalConfiguration.loadConfiguration(settings.root().resolve("conf/flink").toString());
    return LocalFlink.builder()
        .configuration(shipped)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri("checkpoints"))
        .set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri("savepoints"))
        .set(CoreOptions.DEFAULT_PARALLELISM, workers.parallelism())
        .set(RestOptions.BIND_PORT, settings.webPort())
        .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS)
        .taskManagers(workers.taskManagers())
        .slotsPerTaskManager(workers.slots())
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
