package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** Flink's processes, started as the scripts of a Flink distribution start them. */
final class FlinkProcesses {

  /**
   * Without the optimizing compiler: on a small machine it takes a third of the processors for the
   * first minutes of a process, from the others too. Not for TaskManagers, which do the work.
   */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final String ENTRYPOINTS = "org.apache.flink.runtime.";
  private static final String ZOOKEEPER_MEMORY = "-Xmx64m";
  private static final String METRICS_PORT = "metrics.reporter.prom.port";

  private final ClusterPlan plan;
  private final Ports ports;
  private final Distribution distribution;
  private final Configuration configuration;

  FlinkProcesses(ClusterPlan plan, Distribution distribution, Configuration configuration) {
    this.plan = plan;
    this.ports = new Ports(plan.basePort());
    this.distribution = distribution;
    this.configuration = configuration;
  }

  /** Writes what the process needs and says how to start it. */
  LaunchSpec prepare(Role role, int number, MemberFiles files) throws IOException {
    Files.createDirectories(files.temporary());
    List<String> command = new ArrayList<>();
    command.add(distribution.java());
    command.add("-Dbreakwater.member=" + files.name());
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + files.temporary());
    command.add("-Dlog.file=" + files.log());
    switch (role) {
      case ZOOKEEPER -> zookeeper(files, command);
      case JOBMANAGER -> jobManager(number, files, command);
      case TASKMANAGER -> taskManager(number, files, command);
      case KAFKA, NODE_EXPORTER, ALERTMANAGER, PROMETHEUS ->
          throw new IllegalArgumentException(role + " is no process of Flink's");
    }
    return new LaunchSpec(
        Map.of(
            "CLASSPATH", distribution.flink(),
            "FLINK_CONF_DIR", FlinkConf.directory(plan.directory()).toString(),
            "FLINK_PLUGINS_DIR", plan.directory().resolve(Distribution.PLUGINS).toString()),
        command);
  }

  private void zookeeper(MemberFiles files, List<String> command) throws IOException {
    Files.createDirectories(files.data());
    Path config = plan.directory().resolve("conf").resolve("zookeeper.properties");
    Files.writeString(
        config,
        """
        tickTime=1000
        initLimit=10
        syncLimit=5
        dataDir=%s
        clientPort=%d
        clientPortAddress=%s
        admin.enableServer=false
        maxClientCnxns=0
        autopurge.purgeInterval=1
        """
            .formatted(files.data(), ports.zookeeper(), Ports.HOST));
    command.add(ZOOKEEPER_MEMORY);
    command.add("-XX:+UseSerialGC");
    command.add(QUICK_START);
    command.add("-Dlog4j2.configurationFile=" + LogFiles.server(plan));
    command.add(ENTRYPOINTS + "zookeeper.FlinkZooKeeperQuorumPeer");
    command.addAll(List.of("--zkConfigFile", config.toString(), "--peerId", "1"));
  }

  private void jobManager(int number, MemberFiles files, List<String> command) {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    command.add(QUICK_START);
    command.addAll(words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)));
    main(Role.JOBMANAGER, "entrypoint.StandaloneSessionClusterEntrypoint", command);
    command.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    set("jobmanager.resource-id", files.name(), command);
    set("rest.port", ports.rest(number), command);
    set("rest.bind-port", ports.rest(number), command);
    set("jobmanager.rpc.port", ports.rpc(number), command);
    set("high-availability.jobmanager.port", ports.rpc(number), command);
    set("blob.server.port", ports.blobs(number), command);
    set(METRICS_PORT, ports.metrics(Role.JOBMANAGER, number), command);
    set("io.tmp.dirs", files.temporary(), command);
  }

  private void taskManager(int number, MemberFiles files, List<String> command) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    command.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    main(Role.TASKMANAGER, "taskexecutor.TaskManagerRunner", command);
    command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    set("taskmanager.resource-id", files.name(), command);
    set("taskmanager.rpc.port", ports.taskRpc(number), command);
    set("taskmanager.data.port", ports.taskData(number), command);
    set(METRICS_PORT, ports.metrics(Role.TASKMANAGER, number), command);
    set("io.tmp.dirs", files.temporary(), command);
  }

  private void main(Role role, String main, List<String> command) {
    Path conf = FlinkConf.directory(plan.directory());
    command.addAll(FlinkConf.jvmFlags(configuration, role));
    Path logging = conf.resolve("log4j.properties");
    command.add("-Dlog4j.configuration=" + logging.toUri());
    command.add("-Dlog4j.configurationFile=" + logging.toUri());
    command.add(ENTRYPOINTS + main);
    command.addAll(List.of("--configDir", conf.toString()));
  }

  private static void set(String key, Object value, List<String> command) {
    command.add("-D");
    command.add(key + "=" + value);
  }

  private static List<String> words(String line) {
    return Stream.of(line.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
