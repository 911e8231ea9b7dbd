package dev.breakwater.scripts.cluster;

import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

/** Starts what does not run yet of a cluster, in a directory that is nobody else's. */
final class Startup {

  private final ClusterPlan plan;
  private final Processes processes;

  Startup(ClusterPlan plan, Processes processes) {
    this.plan = plan;
    this.processes = processes;
  }

  /**
   * True if it was started; false if it runs under its supervisor.
   *
   * @throws ClusterException if it cannot be started, or runs with other settings
   */
  boolean unlessItRuns() {
    try (Claim claim = Claim.of(plan.directory())) {
      requireSamePlanWhileItRuns();
      if (processes.supervisor().isPresent()) {
        return false;
      }
      requireFreePorts();
      startOrEnd();
      return true;
    } catch (IOException e) {
      throw new ClusterException("cannot write in " + plan.directory() + ": " + e, e);
    }
  }

  private void requireSamePlanWhileItRuns() {
    ClusterPlan written = PlanFile.read(plan.directory());
    if (written == null || written.equals(plan)) {
      return;
    }
    Processes theirs = new Processes(written);
    if (theirs.supervisor().isPresent() || theirs.members().stream().anyMatch(Member::alive)) {
      throw new ClusterException(
          "a cluster with other settings runs in %s; take it down first: scripts/cluster down"
              .formatted(plan.directory()));
    }
  }

  private void requireFreePorts() {
    Ports ports = new Ports(plan.basePort());
    for (Member member : processes.members()) {
      for (int port : ports.of(member.role(), member.number())) {
        if (!member.alive() && !Ports.isFree(port)) {
          throw new ClusterException(
              "port %d, for %s, is in use by another program; choose others with --base-port (now %d)"
                  .formatted(port, member.name(), plan.basePort()));
        }
      }
    }
  }

  private void startOrEnd() throws IOException {
    try {
      start();
    } catch (IOException | ClusterException | IllegalConfigurationException e) {
      processes.endAfter(e);
      throw e;
    }
  }

  private void start() throws IOException {
    PlanFile.write(plan);
    LogFiles.write(plan);
    Distribution distribution = Distribution.find();
    Distribution.writePlugins(plan.directory());
    Configuration configuration = FlinkConf.write(plan);
    KafkaNodes kafka = new KafkaNodes(plan, distribution);
    MonitoringProcesses monitors = new MonitoringProcesses(plan);
    FlinkProcesses flink = new FlinkProcesses(plan, distribution, configuration);
    for (Member member : processes.members()) {
      LaunchSpec spec =
          switch (member.role()) {
            case KAFKA -> kafka.prepare(member.number(), member.files());
            case ZOOKEEPER, JOBMANAGER, TASKMANAGER ->
                flink.prepare(member.role(), member.number(), member.files());
            case NODE_EXPORTER, ALERTMANAGER, PROMETHEUS ->
                monitors.prepare(member.role(), member.files());
          };
      spec.write(member.files().command());
    }
    processes.start(distribution);
  }
}
