package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.metrics.prometheus.BoundPrometheusReporterFactory;

/**
 * Flink's configuration directory of a local cluster: the given one, with its ZooKeeper part, and
 * over it what makes the cluster local. Flink's command line can use it as it is.
 */
final class FlinkConf {

  private static final String CONFIG = "config.yaml";
  private static final String ZOOKEEPER = "high-availability-zookeeper.yaml";
  private static final String JVM_FLAGS = "env.java.opts.all";

  private FlinkConf() {}

  static Path directory(Path cluster) {
    return cluster.resolve("conf").resolve("flink");
  }

  /** Writes the directory; returns what is in it. */
  static Configuration write(ClusterPlan plan) throws IOException {
    Path config = plan.flinkConf().resolve(CONFIG);
    if (!Files.isRegularFile(config)) {
      throw new ClusterException("--flink-conf must have a config.yaml, was " + plan.flinkConf());
    }
    Path directory = Files.createDirectories(directory(plan.directory()));
    try (Stream<Path> files = Files.list(plan.flinkConf())) {
      for (Path file : files.filter(name -> name.toString().endsWith(".properties")).toList()) {
        Files.write(directory.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    String text = Files.readString(config);
    Path highAvailability = plan.flinkConf().resolve(ZOOKEEPER);
    if (Files.isRegularFile(highAvailability)) {
      text += "\n" + Files.readString(highAvailability);
    }
    Files.writeString(directory.resolve(CONFIG), text);
    Configuration merged = GlobalConfiguration.loadConfiguration(directory.toString());
    local(plan).forEach(merged::setString);
    plan.flink().forEach(merged::setString);
    List<String> lines =
        new TreeMap<>(merged.toFileWritableMap())
            .entrySet().stream().map(line -> line.getKey() + ": " + line.getValue()).toList();
    Files.write(directory.resolve(CONFIG), lines);
    return GlobalConfiguration.loadConfiguration(directory.toString());
  }

  /** The JVM flags that Flink's own scripts would pass, for this kind of process. */
  static List<String> jvmFlags(Configuration configuration, Role role) {
    String flags =
        configuration.getString(JVM_FLAGS, "")
            + " "
            + configuration.getString("env.java.opts." + role, "");
    return Stream.of(flags.trim().split("\\s+")).filter(flag -> !flag.isEmpty()).toList();
  }

  private static Map<String, String> local(ClusterPlan plan) {
    Ports ports = new Ports(plan.basePort());
    Path directory = plan.directory();
    Map<String, String> local = new TreeMap<>();
    for (String address :
        List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "taskmanager.host",
            "taskmanager.bind-host",
            "rest.address",
            "rest.bind-address")) {
      local.put(address, Ports.HOST);
    }
    local.put("rest.port", Integer.toString(ports.rest(1)));
    local.put("taskmanager.numberOfTaskSlots", Integer.toString(plan.slots()));
    local.put("jobmanager.memory.process.size", "1024m");
    local.put("taskmanager.memory.process.size", "1536m");
    local.put("high-availability.type", "zookeeper");
    local.put("high-availability.zookeeper.quorum", Ports.HOST + ":" + ports.zookeeper());
    local.put("high-availability.cluster-id", "/local");
    local.put("high-availability.storageDir", directory.resolve("ha").toUri().toString());
    local.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    local.put(
        "execution.checkpointing.savepoint-dir",
        directory.resolve("savepoints").toUri().toString());
    // Names of TaskManagers stay, and so does the state beside them: local recovery after a death.
    local.put("process.working-dir", directory.resolve("work").toString());
    if (plan.monitoring() == Monitoring.OFF) {
      // Only where somebody reads what it shows.
      local.put("metrics.reporters", "back-pressure");
    } else {
      // Flink's own listens on all addresses.
      local.put(
          "metrics.reporter.prom.factory.class", BoundPrometheusReporterFactory.class.getName());
      local.put("metrics.reporter.prom.host", Ports.HOST);
    }
    return local;
  }
}
