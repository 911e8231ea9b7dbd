package dev.breakwater.scripts.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/cluster up}. */
@Command(
    name = "up",
    customSynopsis = "scripts/cluster up [OPTIONS]",
    description = "Starts what does not run yet, and returns when everything works.")
final class UpCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "2",
      description = "default: ${DEFAULT-VALUE}")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2",
      description = "of each TaskManager, one of them to spare (default: ${DEFAULT-VALUE})")
  private int slots;

  @Option(
      names = "--job-managers",
      paramLabel = "N",
      defaultValue = "2",
      description = "default: ${DEFAULT-VALUE}")
  private int jobManagers;

  @Option(
      names = "--kafka-nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "default: ${DEFAULT-VALUE}, replication 3")
  private int kafkaNodes;

  @Option(
      names = "--base-port",
      paramLabel = "N",
      defaultValue = "" + ClusterPlan.BASE_PORT,
      description =
          "all ports are this one and the 99 after it: Kafka at +91…, Flink's web UI at +81…"
              + " (default: ${DEFAULT-VALUE})")
  private int basePort;

  @Option(
      names = "--flink-conf",
      paramLabel = "DIR",
      description = "with config.yaml and log4j files (default: conf/flink)")
  private @Nullable Path flinkConf;

  @Option(names = "-D", paramLabel = "key=value", description = "a setting of Flink")
  private Map<String, String> flink = new LinkedHashMap<>();

  @Option(names = "--kafka", paramLabel = "key=value", description = "a setting of Kafka's nodes")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @Option(
      names = "--no-monitoring",
      description = "without Prometheus and Alertmanager (default: with them when installed)")
  private boolean unwatched;

  @Override
  public Integer call() {
    ClusterPlan plan = plan();
    boolean before =
        LocalCluster.exists(plan.directory()) && LocalCluster.open(plan.directory()).supervised();
    System.out.printf(
        "%s in %s, logs NAME.log beside it%n",
        before ? "already up" : "starting", plan.directory());
    long start = System.nanoTime();
    LocalCluster cluster = LocalCluster.up(plan, System.out::println);
    System.out.printf(
        """
        ready after %.1f s
        Kafka           %s
        Flink's web UI  %s
        Prometheus      %s
        Alertmanager    %s
        next            scripts/submit ingest --config conf/jobs/ingest.yaml --fresh
        """,
        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0,
        cluster.bootstrapServers(),
        cluster.rest(),
        monitor(cluster.monitor(Role.PROMETHEUS)),
        monitor(cluster.monitor(Role.ALERTMANAGER)));
    return 0;
  }

  private String monitor(@Nullable URI address) {
    if (address != null) {
      return address.toString();
    }
    return unwatched
        ? "left out"
        : "not installed; Debian packages: " + String.join(" ", MonitoringPrograms.missing());
  }

  private ClusterPlan plan() {
    Path conf = flinkConf == null ? Distribution.root().resolve("conf/flink") : flinkConf;
    return new ClusterPlan(
        place.directory(),
        basePort,
        kafkaNodes,
        jobManagers,
        taskManagers,
        slots,
        conf,
        flink,
        kafka,
        unwatched || !Monitoring.isInstalled() ? Monitoring.OFF : Monitoring.SHIPPED);
  }
}
