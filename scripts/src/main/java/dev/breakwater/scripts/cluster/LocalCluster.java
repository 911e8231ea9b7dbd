package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A local cluster of processes in a directory.
 *
 * <p>It outlives the JVM that brought it up, unless that closes it. Throws {@link ClusterException}
 * with what to do about it.
 */
public final class LocalCluster implements AutoCloseable {

  private final ClusterPlan plan;
  private final Processes processes;
  private final boolean own;

  private LocalCluster(ClusterPlan plan, boolean own) {
    this.plan = plan;
    this.processes = new Processes(plan);
    this.own = own;
  }

  /** A cluster that was brought up before, whether its processes run or not. */
  public static LocalCluster open(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    ClusterPlan plan = PlanFile.read(absolute);
    if (plan == null) {
      throw new ClusterException("there is no cluster in " + absolute);
    }
    return new LocalCluster(plan, false);
  }

  /** Where a cluster is unless told otherwise. */
  public static Path defaultDirectory() {
    return Distribution.root().resolve("target/cluster");
  }

  /** True if a cluster was brought up there and not taken down. */
  public static boolean exists(Path directory) {
    return PlanFile.read(directory.toAbsolutePath().normalize()) != null;
  }

  /**
   * Starts what does not run yet, and returns when all of it works. When it cannot, nothing that
   * was started is left, and its logs are.
   *
   * @param progress a line for each process that is ready
   */
  public static LocalCluster up(ClusterPlan plan, Consumer<String> progress) {
    LocalCluster cluster = new LocalCluster(plan, true);
    boolean started = new Startup(plan, cluster.processes).unlessItRuns();
    try {
      new Readiness(plan, cluster.processes).await(progress);
      return cluster;
    } catch (ClusterException e) {
      if (started) {
        cluster.processes.endAfter(e);
      }
      throw e;
    }
  }

  public ClusterPlan plan() {
    return plan;
  }

  public Path directory() {
    return plan.directory();
  }

  /** All processes but the supervisor, Kafka first. */
  public List<Member> members() {
    return processes.members();
  }

  /** All of one role. */
  public List<Member> members(Role role) {
    return members().stream().filter(member -> member.role() == role).toList();
  }

  /**
   * One by its name, like {@code taskmanager-1}.
   *
   * @throws ClusterException if there is none of that name
   */
  public Member member(String name) {
    return members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterException(
                    "no process is named %s; there are %s".formatted(name, members())));
  }

  /** Host and port of every Kafka node, with commas between. */
  public String bootstrapServers() {
    return KafkaNodes.bootstrapServers(plan);
  }

  /** Of the first JobManager; any of {@link #restAddresses()} will do. */
  public URI rest() {
    return restAddresses().get(0);
  }

  public List<URI> restAddresses() {
    return new Readiness(plan, processes).rest();
  }

  /** Where Prometheus or Alertmanager is; null when nothing watches the cluster. */
  public @Nullable URI monitor(Role role) {
    return plan.monitoring() == Monitoring.OFF
        ? null
        : URI.create(
            "http://%s:%d".formatted(Ports.HOST, new Ports(plan.basePort()).of(role, 1).get(0)));
  }

  /** Flink's configuration directory, for its command line. */
  public Path flinkConf() {
    return FlinkConf.directory(plan.directory());
  }

  /**
   * Where a Kafka node listens for a proxy, and where it tells clients that came through the proxy
   * to find it: nobody listens there unless a proxy is started. Clients that start at the proxies
   * stay behind them.
   *
   * @param node a Kafka node's number
   */
  public ProxyPorts proxyPorts(int node) {
    Ports ports = new Ports(plan.basePort());
    return new ProxyPorts(ports.kafkaProxy(node), ports.kafkaBehindProxy(node));
  }

  /** Ports on loopback: a proxy listens at the first and forwards to the second. */
  public record ProxyPorts(int listen, int forward) {}

  /** True while there is a supervisor that restarts what dies. */
  public boolean supervised() {
    return processes.supervisor().isPresent();
  }

  /** How often each process died and was started again; those that never did are missing. */
  public Map<String, Integer> deaths() {
    return new Journal(processes.journal()).deaths();
  }

  /** Names of the processes that do their work, as the others see it. */
  public Set<String> ready() {
    return new Readiness(plan, processes).ready(new HashSet<>(members()));
  }

  /** Ends every process, frozen or not, and deletes the directory. */
  public void down() {
    end(false);
    delete();
  }

  /** Ends every process in order; data and logs stay, and {@link #up} goes on with them. */
  public void downKeepingFiles() {
    end(true);
  }

  /** Takes it down if this object brought it up; an {@linkplain #open opened} one stays. */
  @Override
  public void close() {
    if (own) {
      down();
    }
  }

  private void end(boolean gently) {
    if (!Files.isDirectory(plan.directory())) {
      return;
    }
    try {
      processes.end(gently);
    } catch (IOException e) {
      throw new ClusterException("cannot write in " + plan.directory() + ": " + e, e);
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(plan.directory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new ClusterException("cannot delete " + plan.directory() + ": " + e, e);
    }
  }

  /** The supervisor's process, which is not one of {@link #members()}. */
  public Optional<ProcessHandle> supervisor() {
    return processes.supervisor();
  }
}
