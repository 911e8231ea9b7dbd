package dev.breakwater.scripts.doctor.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.scripts.doctor.facts.FlinkFacts.Running;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobDetail;
import dev.breakwater.scripts.rest.TaskManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.jspecify.annotations.Nullable;

/** Takes the facts of a Flink cluster, or of the configuration for one. */
public final class FlinkLook {

  private static final String NO_CLUSTER = "no cluster was named: --flink URL";

  private FlinkLook() {}

  /** What a directory with Flink's configuration says about a cluster that will run with it. */
  public static FlinkFacts of(Path directory) {
    Configuration settings = GlobalConfiguration.loadConfiguration(directory.toString());
    return new FlinkFacts(
        directory.toString(),
        settings,
        Known.unknown(NO_CLUSTER),
        Known.unknown(NO_CLUSTER),
        Known.unknown(NO_CLUSTER),
        ZooKeeperLook.of(settings));
  }

  /**
   * A cluster as it is.
   *
   * @param directory with the configuration that the job will be submitted with, over that of the
   *     cluster; null for none
   * @param instance the name of the job
   * @throws dev.breakwater.scripts.rest.FlinkRestException if it does not say its settings
   */
  public static FlinkFacts of(FlinkRest rest, @Nullable Path directory, String instance) {
    Configuration settings = Configuration.fromMap(rest.configuration());
    if (directory != null) {
      settings.addAll(GlobalConfiguration.loadConfiguration(directory.toString()));
    }
    Known<List<TaskManager>> taskManagers = Known.ask(rest::taskManagers);
    Known<List<Job>> jobs =
        Known.ask(() -> rest.jobs().stream().filter(job -> !job.ended()).toList());
    Known<Optional<Running>> ours = Known.ask(() -> running(rest, jobs.get(), instance));
    if (ours.isKnown()) {
      ours.get().ifPresent(running -> settings.addAll(ofJob(rest, running.job().id())));
    }
    return new FlinkFacts(
        rest.address().toString(), settings, taskManagers, jobs, ours, ZooKeeperLook.of(settings));
  }

  private static Optional<Running> running(FlinkRest rest, List<Job> jobs, String instance) {
    for (Job job : jobs) {
      if (job.name().equals(instance)) {
        int parallelism =
            rest.job(job.id()).vertices().stream()
                .mapToInt(JobDetail.Vertex::parallelism)
                .max()
                .orElse(0);
        return Optional.of(new Running(job, parallelism, rest.checkpoints(job.id())));
      }
    }
    return Optional.empty();
  }

  /** What the job itself was submitted with; nothing where Flink does not say it. */
  private static Configuration ofJob(FlinkRest rest, String job) {
    Configuration settings = new Configuration();
    Known<JsonNode> answer =
        Known.ask(() -> rest.get("/jobs/%s/checkpoints/config".formatted(job)));
    if (!answer.isKnown()) {
      return settings;
    }
    JsonNode config = answer.get();
    long interval = config.path("interval").asLong();
    if (interval > 0 && interval < Long.MAX_VALUE) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(interval));
    }
    settings.set(
        CheckpointingOptions.CHECKPOINTING_TIMEOUT,
        Duration.ofMillis(config.path("timeout").asLong()));
    settings.set(
        CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
        config.path("tolerable_failed_checkpoints").asInt());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        CheckpointingMode.valueOf(
            config.path("mode").asText("exactly_once").toUpperCase(java.util.Locale.ROOT)));
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        retention(config.path("externalization")));
    return settings;
  }

  private static ExternalizedCheckpointRetention retention(JsonNode externalization) {
    if (!externalization.path("enabled").asBoolean()) {
      return ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }
    return externalization.path("delete_on_cancellation").asBoolean()
        ? ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION
        : ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION;
  }
}
