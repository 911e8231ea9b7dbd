package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All drills there are. A new one is a class and a line here. */
final class Drills {

  private final List<Drill> all;

  /**
   * @param lasting how long the random one lasts, and the quiet one
   * @param behind how long the replica that lags is away
   */
  Drills(Duration lasting, Duration behind) {
    List<Drill> single =
        List.of(
            new TaskManagerKillDrill(),
            new TaskManagerFreezeDrill(),
            new JobManagerKillDrill(),
            new BrokerKillDrill(),
            new ControllerKillDrill(),
            new KafkaCutDrill(),
            new BrokersBelowMinIsrDrill(),
            new ExpiredTransactionDrill(),
            new CheckpointStorageDrill(),
            new PoisonStormDrill(),
            new OversizedDrill(),
            new UpgradeRescaleDrill(),
            new ZooKeeperDownDrill(),
            new ForeignTransactionDrill(),
            new SilentInputDrill(),
            new SlowKafkaDrill(),
            new RefusedOutputDrill(),
            new DiskFullDrill(),
            new ExpiredIdDrill(),
            new PlainSinkDrill(),
            new DependencyDownDrill(DependencyDownDrill.Fallback.ANSWER),
            new DependencyDownDrill(DependencyDownDrill.Fallback.WAIT),
            new DependencySlowDrill(),
            new DependencyFlappingDrill(),
            new DependencyGarbageDrill(),
            new RedriveInterruptedDrill(),
            new RedriveHeldDrill(),
            new OrderGivenUpDrill(),
            new BadDeployDrill(),
            new ReplicaKillDrill(ReplicaKillDrill.Mode.FIRST),
            new ReplicaKillDrill(ReplicaKillDrill.Mode.QUORUM),
            new ReplicaKillDrill(ReplicaKillDrill.Mode.PRIMARY),
            new ReplicasLostDrill(),
            new ReplicaLiesDrill(),
            new ReplicaLagsDrill(behind),
            new ReplicaRestartDrill(),
            new BlueGreenDrill(),
            new ReconcileKillDrill(),
            new AuditLostTransactionDrill(),
            AuditTamperingDrill.lostRecord(),
            AuditTamperingDrill.duplicate(),
            AuditTamperingDrill.swap(),
            AuditTamperingDrill.altered(),
            new AuditStoppedJobDrill(),
            new AuditStuckPartitionDrill(),
            new AuditDownDrill(),
            new AuditQuietDrill(lasting),
            new InputKillDrill(Input.RABBITMQ),
            new RabbitCutDrill(),
            new SourceKillDrill(Input.RABBITMQ),
            new InputKillDrill(Input.RABBITMQ_STREAM),
            new SourceKillDrill(Input.RABBITMQ_STREAM),
            new InputKillDrill(Input.PULSAR),
            new SourceKillDrill(Input.PULSAR),
            new EverythingKillDrill());
    this.all = new ArrayList<>(single);
    all.add(new RandomDrill(single, lasting));
  }

  List<Drill> all() {
    return all;
  }

  /** What a baseline is taken of: a TaskManager and a JobManager killed. */
  static List<String> baseline() {
    return List.of("taskmanager-kill", "jobmanager-kill");
  }

  /**
   * Those with these names, in the order of the names; all when there is none.
   *
   * @throws DrillException when there is no drill of a name
   */
  List<Drill> named(List<String> names) {
    if (names.isEmpty()) {
      return all;
    }
    List<Drill> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          all.stream()
              .filter(drill -> drill.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return found;
  }

  private DrillException unknown(String name) {
    return new DrillException(
        "no drill is named %s; allowed: %s"
            .formatted(name, all.stream().map(Drill::name).toList()));
  }
}
