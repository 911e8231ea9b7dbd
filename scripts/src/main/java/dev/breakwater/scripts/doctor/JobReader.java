package dev.breakwater.scripts.doctor;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.config.OptionCatalog;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a job's configuration exactly as the job does. */
final class JobReader {

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
    OptionCatalog catalog = Jobs.options(job);
    Function<Settings, JobShape> shape = JobShapes.ALL.get(job);
    if (catalog == null || shape == null) {
      throw new ConfigException(
          List.of("JOB is not known, was " + job + "; allowed: " + Jobs.names()));
    }
    List<String> args = new ArrayList<>(List.of("--config", file));
    args.addAll(overrides);
    Launch launch = Launch.of(args.toArray(String[]::new), catalog, environment);
    return new JobFacts(job, file, launch.configure(shape), parallelism);
  }
}
