package dev.breakwater.scripts.submit;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.Job;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    return read(request, JobInstance::from).name();
  }

  /**
   * The request for a replica of a job.
   *
   * @throws SubmitException if there is no such job, or its configuration cannot be read
   */
  public JobRequest replica(JobRequest request, Replica replica) {
    return read(request, settings -> replica.of(request, settings));
  }

  private <T> T read(JobRequest request, Function<Settings, T> from) {
    OptionCatalog catalog = Jobs.options(request.job());
    if (catalog == null) {
      throw new SubmitException(
          "there is no job %s; allowed: %s".formatted(request.job(), Jobs.names()));
    }
    try {
      Launch launch =
          Launch.of(request.arguments().toArray(String[]::new), catalog, target::variable);
      return launch.configure(from);
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
    requireConnector(request);
    running(instance)
        .ifPresent(
            job -> {
              throw new SubmitException(
                  "%s is %s already as %s; stop it first: scripts/savepoint stop %s"
                      .formatted(instance, job.state(), job.id(), instance));
            });
    SavedStates states = states();
    String state = from.resolve(states, instance);
    requireNotOfAnotherThatRuns(state, states.owner(state), instance);
    Map<String, String> settings = new LinkedHashMap<>(target.settings());
    settings.putAll(states.settings(instance));
    settings.putAll(request.flink());
    return new FlinkCli(target).run(request, jar(request), settings, state);
  }

  /** The jobs' jar has no connectors, and nobody else gives them to a job. */
  private void requireConnector(JobRequest request) {
    String kind = read(request, settings -> settings.get(Inputs.KIND));
    if (request.jar() == null && request.classPath().isEmpty() && !kind.equals(Inputs.KAFKA)) {
      throw new SubmitException(
          "source.kind %1$s needs its connector beside the job: --connector %1$s, or --lib JAR"
              .formatted(kind));
    }
  }

  /** Whoever restores a state takes over the transactions of its sinks, under any name. */
  private void requireNotOfAnotherThatRuns(
      @Nullable String state, @Nullable String owner, String instance) {
    if (owner != null && !owner.equals(instance) && running(owner).isPresent()) {
      throw new SubmitException(
          ("%s is a state of %s, which runs: %s would take over its transactions, and it would"
                  + " fail. Stop it first, or start with --fresh")
              .formatted(state, owner, instance));
    }
  }

  /** The job of that instance that has not ended. */
  public Optional<Job> running(String instance) {
    return rest.jobs().stream()
        .filter(job -> job.name().equals(instance) && !job.ended())
        .findFirst();
  }

  private static Path jar(JobRequest request) {
    return request.jar() == null ? BuiltJars.jobs() : request.jar();
  }
}
