package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The Kafka nodes: each is broker and controller, all of them are the quorum. Internal and other
 * topics are replicated three times if there are three nodes, and then need two in step.
 */
final class KafkaNodes {

  // All nodes of a cluster must have the same; a local one needs no other.
  private static final String CLUSTER_ID = "YnJlYWt3YXRlci1sb2NhbA";
  private static final String CONTROLLER = "CONTROLLER";

  private final ClusterPlan plan;
  private final Ports ports;
  private final Distribution distribution;

  KafkaNodes(ClusterPlan plan, Distribution distribution) {
    this.plan = plan;
    this.ports = new Ports(plan.basePort());
    this.distribution = distribution;
  }

  static String bootstrapServers(ClusterPlan plan) {
    Ports ports = new Ports(plan.basePort());
    return IntStream.rangeClosed(1, plan.kafkaNodes())
        .mapToObj(node -> Ports.HOST + ":" + ports.kafka(node))
        .collect(Collectors.joining(","));
  }

  /** Writes what the node needs and says how to start it. */
  LaunchSpec prepare(int node, MemberFiles files) throws IOException {
    Files.createDirectories(files.data());
    Files.createDirectories(files.temporary());
    Path properties = plan.directory().resolve("conf").resolve(files.name() + ".properties");
    Files.createDirectories(plan.directory().resolve("conf"));
    Files.write(
        properties,
        settings(node, files.data()).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
    if (!Files.exists(files.data().resolve("meta.properties"))) {
      format(node, files.data());
    }
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            distribution.java(),
            "-Dbreakwater.member=" + files.name(),
            "-Xms256m",
            "-Xmx384m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            FlinkProcesses.QUICK_START,
            "-Djava.io.tmpdir=" + files.temporary(),
            "-Dlog.file=" + files.log(),
            "-Dlog4j2.configurationFile=" + LogFiles.server(plan)));
    if (plan.monitoring() != Monitoring.OFF) {
      command.add(exporter(node));
    }
    command.addAll(List.of("kafka.Kafka", properties.toString()));
    return new LaunchSpec(Map.of("CLASSPATH", distribution.kafka()), command);
  }

  /** Kafka shows its metrics over JMX only. */
  private String exporter(int node) {
    return "-javaagent:%s=%s:%d:%s"
        .formatted(
            Distribution.classPath("kafka-jmx-exporter"),
            Ports.HOST,
            ports.metrics(Role.KAFKA, node),
            Distribution.root().resolve("conf/prometheus/kafka-jmx.yml"));
  }

  private Map<String, String> settings(int node, Path data) {
    Map<String, String> settings = new TreeMap<>();
    String replicas = Integer.toString(Math.min(3, plan.kafkaNodes()));
    String inStep = Integer.toString(Math.min(2, plan.kafkaNodes()));
    place(node, data, settings);
    settings.put("default.replication.factor", replicas);
    settings.put("min.insync.replicas", inStep);
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", replicas);
      settings.put(topic + ".num.partitions", "6");
    }
    settings.put("transaction.state.log.min.isr", inStep);
    settings.put("share.coordinator.state.topic.replication.factor", replicas);
    settings.put("share.coordinator.state.topic.min.isr", inStep);
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("unclean.leader.election.enable", "false");
    settings.put("auto.create.topics.enable", "false");
    // Records may carry times of long ago; retention would delete them at once.
    settings.put("log.retention.ms", "-1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A dead broker's partitions get another leader in seconds; the default is 9.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    for (String threads :
        List.of("num.network.threads", "group.coordinator.threads", "share.coordinator.threads")) {
      settings.put(threads, "2");
    }
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    settings.putAll(plan.kafka());
    return settings;
  }

  private void place(int node, Path data, Map<String, String> to) {
    String voters =
        IntStream.rangeClosed(1, plan.kafkaNodes())
            .mapToObj(other -> "%d@%s:%d".formatted(other, Ports.HOST, ports.controller(other)))
            .collect(Collectors.joining(","));
    to.put("node.id", Integer.toString(node));
    to.put("process.roles", "broker,controller");
    to.put("controller.quorum.voters", voters);
    to.put("controller.listener.names", CONTROLLER);
    to.put("inter.broker.listener.name", "DIRECT");
    to.put(
        "listeners",
        "DIRECT://%1$s:%2$d,PROXIED://%1$s:%3$d,CONTROLLER://%1$s:%4$d"
            .formatted(
                Ports.HOST,
                ports.kafka(node),
                ports.kafkaBehindProxy(node),
                ports.controller(node)));
    to.put(
        "advertised.listeners",
        "DIRECT://%1$s:%2$d,PROXIED://%1$s:%3$d"
            .formatted(Ports.HOST, ports.kafka(node), ports.kafkaProxy(node)));
    to.put(
        "listener.security.protocol.map",
        "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    to.put("log.dirs", data.toString());
  }

  private static void format(int node, Path data) {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
          .setNodeId(node)
          .setClusterId(CLUSTER_ID)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(CONTROLLER)
          .run();
    } catch (Exception e) {
      throw new ClusterException("cannot format Kafka's directory " + data + ": " + e, e);
    }
  }
}
