package dev.breakwater.testkit.flink;

import dev.breakwater.testkit.TemporaryDirectory;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;
import org.apache.flink.util.ExceptionUtils;

/**
 * A Flink cluster in this process: one JobManager, any number of TaskManagers that can be killed
 * and started one by one, and the web interface, all on loopback.
 *
 * <p>The configuration given at its start is that of the cluster and of every job submitted to it,
 * as with the configuration file of a real one. Its files are in a temporary directory, checkpoints
 * and savepoints too unless configured otherwise, and gone after {@link #close()}. Methods are for
 * one thread at a time.
 */
public final class LocalFlink implements AutoCloseable {

  static final Duration DEADLINE = Duration.ofMinutes(1);

  private final TemporaryDirectory directory;
  private final Configuration configuration;
  private final MiniCluster cluster;
  private final SortedSet<Integer> taskManagers = new TreeSet<>();
  private int nextTaskManager;

  LocalFlink(LocalFlinkBuilder builder) {
    directory = TemporaryDirectory.create("breakwater-flink-");
    configuration = SmallDefaults.in(directory.path());
    configuration.addAll(builder.configuration);
    int slots = builder.taskManagers * builder.slotsPerTaskManager;
    if (!configuration.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      configuration.set(CoreOptions.DEFAULT_PARALLELISM, slots);
    }
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(builder.taskManagers)
                .setNumSlotsPerTaskManager(builder.slotsPerTaskManager)
                .build());
    for (int i = 0; i < builder.taskManagers; i++) {
      taskManagers.add(nextTaskManager++);
    }
  }

  /** Settings of a new cluster. */
  public static LocalFlinkBuilder builder() {
    return new LocalFlinkBuilder();
  }

  /** An environment whose jobs run on this cluster with its configuration. */
  public StreamExecutionEnvironment environment() {
    return environment(new Configuration());
  }

  /**
   * An environment whose jobs run on this cluster.
   *
   * @param job settings of these jobs, over those of the cluster; a savepoint to start from, say
   */
  public StreamExecutionEnvironment environment(Configuration job) {
    Configuration all = new Configuration(configuration);
    all.addAll(job);
    return new StreamExecutionEnvironment(
        new MiniClusterPipelineExecutorServiceLoader(cluster),
        MiniClusterPipelineExecutorServiceLoader.updateConfigurationForMiniCluster(
            all, List.of(), List.of()),
        null);
  }

  /**
   * Submits what was built in an environment of this cluster, and returns at once.
   *
   * @throws ClusterFailedException when it is refused
   */
  public LocalJob submit(StreamExecutionEnvironment environment, String jobName) {
    try {
      return job(environment.executeAsync(jobName).getJobID());
    } catch (Exception e) {
      throw new ClusterFailedException("job %s was not accepted: %s".formatted(jobName, e), e);
    }
  }

  /** A job of this cluster. */
  public LocalJob job(JobID id) {
    return new LocalJob(cluster, id);
  }

  /** The jobs that have not reached their end. */
  public List<LocalJob> unfinishedJobs() {
    List<LocalJob> unfinished = new ArrayList<>();
    for (JobStatusMessage job : Waiting.get(cluster.listJobs(), DEADLINE, "list of jobs")) {
      if (!job.getJobState().isGloballyTerminalState()) {
        unfinished.add(job(job.getJobId()));
      }
    }
    return unfinished;
  }

  /** Where the web interface and the REST interface are. */
  public URI webAddress() {
    return Waiting.get(cluster.getRestAddress(), DEADLINE, "start of the web interface");
  }

  /** The TaskManagers that are alive, by number; numbers are never used again. */
  public List<Integer> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /**
   * Ends a TaskManager; its tasks are lost and their jobs fail over. Returns when it is gone.
   *
   * @throws IllegalArgumentException when no such TaskManager is alive
   */
  public void killTaskManager(int number) {
    if (!taskManagers.remove(number)) {
      throw new IllegalArgumentException(
          "task manager must be one of %s, was %d".formatted(taskManagers, number));
    }
    Waiting.get(cluster.terminateTaskManager(number), DEADLINE, "end of task manager " + number);
  }

  /** Starts one more TaskManager and returns its number. */
  public int startTaskManager() {
    try {
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new ClusterFailedException("task manager could not start: " + e, e);
    }
    taskManagers.add(nextTaskManager);
    return nextTaskManager++;
  }

  /** Ends every TaskManager and starts as many: whatever runs feels it, wherever its tasks are. */
  public void replaceTaskManagers() {
    for (int number : taskManagers()) {
      killTaskManager(number);
      startTaskManager();
    }
  }

  /** The cluster itself, for what is not offered here. */
  public MiniCluster miniCluster() {
    return cluster;
  }

  /** Ends it, with all that runs on it, and deletes its files. */
  @Override
  public void close() {
    try {
      Waiting.get(cluster.closeAsync(), DEADLINE, "end of the cluster");
    } finally {
      directory.close();
    }
  }

  LocalFlink start() {
    try {
      cluster.start();
      return this;
    } catch (Exception e) {
      close();
      if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
        throw new ClusterFailedException(
            "port %s on %s is in use by another process; take another, or 0 for a free one"
                .formatted(
                    configuration.get(RestOptions.BIND_PORT),
                    configuration.get(RestOptions.BIND_ADDRESS)),
            e);
      }
      throw new ClusterFailedException("cluster could not start: " + e, e);
    }
  }
}
