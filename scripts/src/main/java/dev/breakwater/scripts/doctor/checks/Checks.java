package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;

/** All checks, in the order of the report. */
public final class Checks {

  private static final String NEW_STATE_IS_LOST =
      "checkpoints are kept in the JobManager's memory: they end with it";

  private Checks() {}

  /** Those of the job and its brokers. */
  public static List<Check> ofKafka() {
    return List.of(
        new TopicExistsCheck(),
        new InputCheck(),
        new PerTopic(new RightsCheck()),
        new PerTopic(new PartitionHealthCheck()),
        new PerTopic(new ReplicationCheck()),
        new TransactionLogCheck(),
        new PerTopic(new UncleanElectionCheck()),
        new TransactionTimeoutCheck(),
        new IdExpirationCheck(),
        new PrefixOverlapCheck(),
        new OpenTransactionsCheck(),
        new StuckReadersCheck(),
        new PerTopic(new MessageSizeCheck()),
        new RequestSizeCheck(),
        new PerTopic(new TimestampsCheck()),
        new PerTopic(new CleanupPolicyCheck()),
        new PerTopic(new SourceRetentionCheck()),
        new PerTopic(new OutputRetentionCheck()),
        new DedupRetentionCheck(),
        new PartitionsCheck(),
        new ClientVersionCheck(),
        new BrokerVersionCheck());
  }

  /** Those of the Flink cluster. */
  public static List<Check> ofFlink() {
    List<Check> checks = new ArrayList<>();
    checks.add(new CheckpointingCheck());
    checks.add(
        new StorageCheck(
            "checkpoint-storage",
            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
            Severity.ERROR,
            NEW_STATE_IS_LOST));
    checks.add(
        new StorageCheck(
            "savepoint-storage",
            CheckpointingOptions.SAVEPOINT_DIRECTORY,
            Severity.WARNING,
            "stopping with a savepoint needs a directory each time"));
    checks.addAll(FlinkSettings.all());
    checks.add(new HighAvailabilityCheck());
    checks.add(new ZooKeeperCheck());
    checks.add(new SlotsCheck());
    checks.add(new ProgressCheck());
    return checks;
  }

  /** What the checks find; one that lacks a fact is unknown. */
  public static List<Finding> look(List<Check> checks, Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      try {
        findings.addAll(check.look(facts));
      } catch (UnknownException e) {
        findings.add(Finding.unknown(check.id(), "", e.why()));
      }
    }
    return findings;
  }
}
