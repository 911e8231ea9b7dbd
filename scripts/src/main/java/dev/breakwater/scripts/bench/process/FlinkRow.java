package dev.breakwater.scripts.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A Flink row: one TaskManager in this process, and on it any job's main class, submitted as {@code
 * flink run} would. {@code FlinkRow --slots N [--flink DIRECTORY] [-D key=value]… MAIN_CLASS
 * ARGUMENTS…}
 *
 * <p>Running counts from the moment when every task of the job runs.
 */
public final class FlinkRow implements RowProcess.Work {

  private static final Duration POLL = Duration.ofMillis(20);

  @Option(names = "--flink", description = "a directory with Flink's config.yaml; -D goes over it")
  private @Nullable Path directory;

  @Option(names = "-D", description = "a setting of the cluster and the job, as in Flink's file")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--slots", required = true)
  private int slots;

  @Option(names = "--profile")
  private boolean profile;

  @Parameters(arity = "1")
  private String mainClass = "";

  @Parameters(index = "1..*", arity = "0..*")
  private List<String> arguments = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    FlinkRow row = new FlinkRow();
    new CommandLine(row).setStopAtPositional(true).parseArgs(args);
    row.run();
  }

  @Override
  public void run() throws Exception {
    ThreadCosts costs = profile ? ThreadCosts.sampling() : null;
    Configuration configuration = configuration();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    OnThisCluster.use(cluster, configuration);
    Class<?> job = Class.forName(mainClass);
    RowProcess.start("main", () -> runJob(job));
    RowProcess.running(awaitTasks(cluster));
    RowProcess.stopWhenTold(costs);
  }

  private Configuration configuration() {
    Configuration over = Configuration.fromMap(settings);
    return directory == null
        ? over
        : GlobalConfiguration.loadConfiguration(directory.toString(), over);
  }

  private void runJob(Class<?> job) throws Exception {
    job.getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
    throw new IllegalStateException(mainClass + " ended, but the topic it reads has no end");
  }

  /** Waits until there is a job and all of its tasks run; the bench has the deadline. */
  private static String awaitTasks(MiniCluster cluster) throws Exception {
    while (true) {
      for (JobStatusMessage job : cluster.listJobs().get()) {
        List<ExecutionState> states = states(cluster, job.getJobId());
        if (!states.isEmpty() && states.stream().allMatch(ExecutionState.RUNNING::equals)) {
          return states.size() + " tasks of " + job.getJobName();
        }
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private static List<ExecutionState> states(MiniCluster cluster, JobID job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
        .map(vertex -> vertex.getExecutionState())
        .toList();
  }

  /** Makes {@code getExecutionEnvironment()} of a job's main mean the cluster of this process. */
  private static final class OnThisCluster extends StreamExecutionEnvironment {

    static void use(MiniCluster cluster, Configuration configuration) {
      Configuration submitted =
          MiniClusterPipelineExecutorServiceLoader.updateConfigurationForMiniCluster(
              configuration, List.of(), List.of());
      initializeContextEnvironment(
          job -> {
            Configuration all = new Configuration(submitted);
            all.addAll(job);
            return new StreamExecutionEnvironment(
                new MiniClusterPipelineExecutorServiceLoader(cluster), all, null);
          });
    }
  }
}
