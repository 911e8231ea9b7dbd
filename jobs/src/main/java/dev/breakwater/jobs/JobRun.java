package dev.breakwater.jobs;

import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The steps that every job's main takes, apart from its configuration and its graph. */
public final class JobRun {

  private JobRun() {}

  /**
   * Where the job runs: the cluster that it was submitted to, or this JVM for {@code --local}, with
   * Flink's web UI. Parallelism, checkpoints, state backend and restarts are Flink's configuration
   * and are not touched.
   */
  public static StreamExecutionEnvironment environment(Launch launch) {
    Path local = launch.localFlinkDirectory();
    StreamExecutionEnvironment environment =
        local == null
            ? StreamExecutionEnvironment.getExecutionEnvironment()
            : StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
                GlobalConfiguration.loadConfiguration(local.toString()));
    Configuration strict = new Configuration();
    // A type without a serializer of ours, or an operator without a uid, is a mistake in the job.
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    environment.configure(strict);
    return environment;
  }

  /** Runs the graph, or shows it for {@code --dry-run}. */
  public static void execute(Launch launch, StreamExecutionEnvironment environment, String name)
      throws Exception {
    if (launch.dryRun()) {
      System.out.print(launch.settings().describe());
      System.out.printf("%noperators (uid, name, outputs)%n%s", PlanText.of(environment));
      return;
    }
    environment.execute(name);
  }
}
