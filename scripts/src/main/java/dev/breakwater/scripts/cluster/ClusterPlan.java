package dev.breakwater.scripts.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a local cluster is made of.
 *
 * @param directory where it writes everything; must not exist, be empty, or be a cluster's
 * @param basePort all ports are this one and the 99 after it
 * @param kafkaNodes 1, or 3 and more for replication 3
 * @param jobManagers how many, one leads
 * @param taskManagers how many
 * @param slots of each TaskManager
 * @param flinkConf directory with Flink's {@code config.yaml} and log4j files
 * @param flink settings that go over the file's
 * @param kafka settings that go over those of every node
 * @param monitoring whether Prometheus and Alertmanager run beside it
 */
public record ClusterPlan(
    Path directory,
    int basePort,
    int kafkaNodes,
    int jobManagers,
    int taskManagers,
    int slots,
    Path flinkConf,
    Map<String, String> flink,
    Map<String, String> kafka,
    Monitoring monitoring) {

  /** Unless told otherwise. */
  public static final int BASE_PORT = 19_000;

  // See Ports.
  private static final int MOST_OF_A_KIND = 6;
  private static final int LOWEST_PORT = 1_024;
  // Above it, systems take the ports of outgoing connections.
  private static final int HIGHEST_PORT = 32_600;

  public ClusterPlan {
    directory = directory.toAbsolutePath().normalize();
    flinkConf = flinkConf.toAbsolutePath().normalize();
    flink = Map.copyOf(flink);
    kafka = Map.copyOf(kafka);
    require("base port", basePort, LOWEST_PORT, HIGHEST_PORT);
    require("number of kafka nodes", kafkaNodes, 1, MOST_OF_A_KIND);
    require("number of job managers", jobManagers, 1, MOST_OF_A_KIND);
    require("number of task managers", taskManagers, 1, MOST_OF_A_KIND);
    require("number of slots", slots, 1, 64);
  }

  /** Three Kafka nodes, two JobManagers, two TaskManagers of two slots. */
  public static ClusterPlan standard(Path directory, Path flinkConf) {
    return new ClusterPlan(
        directory, BASE_PORT, 3, 2, 2, 2, flinkConf, Map.of(), Map.of(), Monitoring.OFF);
  }

  /** One of each, for tests on small machines. */
  public static ClusterPlan small(Path directory, Path flinkConf) {
    return new ClusterPlan(
        directory, BASE_PORT, 1, 1, 1, 2, flinkConf, Map.of(), Map.of(), Monitoring.OFF);
  }

  public ClusterPlan withBasePort(int port) {
    return new ClusterPlan(
        directory,
        port,
        kafkaNodes,
        jobManagers,
        taskManagers,
        slots,
        flinkConf,
        flink,
        kafka,
        monitoring);
  }

  public ClusterPlan withKafkaNodes(int nodes) {
    return new ClusterPlan(
        directory,
        basePort,
        nodes,
        jobManagers,
        taskManagers,
        slots,
        flinkConf,
        flink,
        kafka,
        monitoring);
  }

  public ClusterPlan withFlinkProcesses(int jobs, int tasks, int slotsEach) {
    return new ClusterPlan(
        directory,
        basePort,
        kafkaNodes,
        jobs,
        tasks,
        slotsEach,
        flinkConf,
        flink,
        kafka,
        monitoring);
  }

  /** With more settings of Flink, over those it has. */
  public ClusterPlan withFlink(Map<String, String> more) {
    return new ClusterPlan(
        directory,
        basePort,
        kafkaNodes,
        jobManagers,
        taskManagers,
        slots,
        flinkConf,
        over(flink, more),
        kafka,
        monitoring);
  }

  /** With more settings of the Kafka nodes, over those it has. */
  public ClusterPlan withKafka(Map<String, String> more) {
    return new ClusterPlan(
        directory,
        basePort,
        kafkaNodes,
        jobManagers,
        taskManagers,
        slots,
        flinkConf,
        flink,
        over(kafka, more),
        monitoring);
  }

  public ClusterPlan withMonitoring(Monitoring how) {
    return new ClusterPlan(
        directory,
        basePort,
        kafkaNodes,
        jobManagers,
        taskManagers,
        slots,
        flinkConf,
        flink,
        kafka,
        how);
  }

  private static Map<String, String> over(Map<String, String> base, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(base);
    all.putAll(more);
    return all;
  }

  private static void require(String what, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new ClusterException(
          "%s must be from %d to %d, was %d".formatted(what, lowest, highest, value));
    }
  }
}
