package dev.breakwater.scripts.doctor;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobTopic;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a job's configuration exactly as the job does. */
final class JobReader {

  static final List<String> JOBS = List.of("ingest");

  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param environment value of a variable by its name, null where it is not set
   */
  JobReader(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The job as it would run.
   *
   * @param overrides the job's own arguments beyond its file
   * @throws ConfigException if the job would refuse its configuration, or there is no such job
   */
  JobFacts read(String job, String file, List<String> overrides, OptionalInt parallelism)
      throws ConfigException {
    if (!JOBS.contains(job)) {
      throw new ConfigException(List.of("JOB is not known, was " + job + "; allowed: " + JOBS));
    }
    List<String> args = new ArrayList<>(List.of("--config", file));
    args.addAll(overrides);
    Launch launch = Launch.of(args.toArray(String[]::new), IngestOptions.catalog(), environment);
    IngestConfig config = launch.configure(IngestConfig::from);
    return new JobFacts(
        job,
        file,
        topics(config),
        config.sink(),
        config.source().properties(),
        Duration.ofMillis(config.dedup().horizonMillis()),
        Duration.ofMillis(config.dedup().retentionMillis()),
        parallelism);
  }

  private static List<JobTopic> topics(IngestConfig config) {
    List<JobTopic> topics = new ArrayList<>();
    config.source().topics().forEach(name -> topics.add(new JobTopic(name, Role.SOURCE)));
    topics.add(new JobTopic(config.cleanTopic(), Role.EVENTS));
    topics.add(new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS));
    if (config.duplicatesTopic() != null) {
      topics.add(new JobTopic(config.duplicatesTopic(), Role.DUPLICATES));
    }
    return topics;
  }
}
