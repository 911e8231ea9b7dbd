package dev.breakwater.scripts.submit;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.scripts.cluster.FlinkLibraries;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts jobs on a cluster, each from a state that was said and at most once at a time. */
public final class JobSubmission {

  private final Target target;
  private final FlinkRest rest;

  public JobSubmission(Target target) {
    this.target = target;
    this.rest = target.rest();
  }

  /** Where the cluster's jobs keep their states. */
  public SavedStates states() {
    return SavedStates.of(rest.configuration());
  }

  /**
   * The name of the running copy, {@code job.instance}, which is also the job's name at Flink.
   *
   * @throws SubmitException if there is no such job, or its configuration cannot be read
   */
  public String instance(JobRequest request) {
    OptionCatalog catalog = Jobs.options(request.job());
    if (catalog == null) {
      throw new SubmitException(
          "there is no job %s; allowed: %s".formatted(request.job(), Jobs.names()));
    }
    try {
      Launch launch =
          Launch.of(request.arguments().toArray(String[]::new), catalog, target::variable);
      return launch.configure(JobInstance::from).name();
    } catch (ConfigException e) {
      throw new SubmitException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Starts a job; returns when Flink has accepted it, which is before it runs.
   *
   * @return its id
   * @throws SubmitException if a job of that instance runs already, there is no such state, or
   *     Flink refuses
   */
  public String submit(JobRequest request, StartFrom from) {
    String instance = instance(request);
    running(instance)
        .ifPresent(
            job -> {
              throw new SubmitException(
                  "%s is %s already as %s; stop it first: scripts/savepoint stop %s"
                      .formatted(instance, job.state(), job.id(), instance));
            });
    SavedStates states = states();
    Map<String, String> settings = new LinkedHashMap<>(target.settings());
    settings.putAll(states.settings(instance));
    settings.putAll(request.flink());
    return new FlinkCli(target)
        .run(request, jar(request), settings, from.resolve(states, instance));
  }

  /** The job of that instance that has not ended. */
  public Optional<Job> running(String instance) {
    return rest.jobs().stream()
        .filter(job -> job.name().equals(instance) && !job.ended())
        .findFirst();
  }

  private static Path jar(JobRequest request) {
    Path given = request.jar();
    if (given != null) {
      return given;
    }
    try (Stream<Path> files = Files.list(FlinkLibraries.jobsDirectory())) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("breakwater-jobs-.*-all\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw new SubmitException(
            "there must be one breakwater-jobs-*-all.jar in %s, were %s; build it: mvn package"
                .formatted(FlinkLibraries.jobsDirectory(), jars));
      }
      return jars.get(0);
    } catch (IOException e) {
      throw new SubmitException("the jobs' jar is not built: mvn package -DskipTests", e);
    }
  }
}
