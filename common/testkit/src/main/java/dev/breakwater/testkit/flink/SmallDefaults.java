package dev.breakwater.testkit.flink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What a local cluster runs with unless its owner says otherwise. */
final class SmallDefaults {

  static final String LOOPBACK = "127.0.0.1";

  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(32);

  private SmallDefaults() {}

  static Configuration in(Path directory) {
    Configuration defaults = new Configuration();
    addAddresses(defaults);
    addMemory(defaults);
    addFiles(defaults, directory);
    addJobs(defaults);
    return defaults;
  }

  private static void addAddresses(Configuration to) {
    to.set(RestOptions.ADDRESS, LOOPBACK);
    to.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    to.set(RestOptions.BIND_PORT, "0");
    to.set(WebOptions.SUBMIT_ENABLE, false);
    to.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    // Flink reaches the file server of the JobManager by the name of this host, in this process
    // too.
    to.set(JobManagerOptions.BIND_HOST, addressOfThisHost());
  }

  private static String addressOfThisHost() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      throw new ClusterFailedException(
          "name of this host cannot be resolved; give it a line in the hosts file", e);
    }
  }

  private static void addMemory(Configuration to) {
    to.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    to.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    to.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
  }

  private static void addFiles(Configuration to, Path directory) {
    to.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    to.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, directory.resolve("work").toString());
    // In memory, which is Flink's default, the state of one task must stay under 5 MB.
    to.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    to.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        directory.resolve("savepoints").toUri().toString());
  }

  private static void addJobs(Configuration to) {
    to.set(PipelineOptions.GENERIC_TYPES, false);
    // Enough for a few killed TaskManagers; a job that fails for good still ends, with its cause.
    to.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    to.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    to.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
  }
}
