package dev.breakwater.scripts.doctor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.HeldPartition;
import dev.breakwater.scripts.doctor.facts.JobShape;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.Known;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import dev.breakwater.scripts.doctor.facts.ZooKeeperNode.State;
import dev.breakwater.scripts.rest.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule on facts that keep it and on facts that break it. */
class ChecksTest {

  private final Recorded recorded = new Recorded();

  @Test
  void goodFactsOfKafkaAreFoundGood() {
    assertThat(Checks.look(Checks.ofKafka(), recorded.facts()))
        .allSatisfy(f -> assertThat(f.severity()).as("%s", f).isIn(Severity.OK, Severity.INFO));
  }

  @Test
  void everyFindingThatIsNoGoodSaysWhyAndWhatToDo() {
    recorded.replicas = List.of(1);
    recorded.inSync = List.of(1);
    recorded.clean.put("cleanup.policy", "compact");
    recorded.flink.clear();
    assertThat(Checks.look(Checks.ofFlink(), recorded.facts()))
        .filteredOn(f -> f.severity().compareTo(Severity.WARNING) >= 0)
        .hasSizeGreaterThan(5)
        .allSatisfy(f -> assertThat(f.why()).as("%s", f).isNotEmpty())
        .allSatisfy(f -> assertThat(f.fix()).as("%s", f).isNotEmpty());
  }

  @Test
  void transactionsMustFitTheBrokerThatAllowsLeast() {
    recorded.broker.put("transaction.max.timeout.ms", "600000");
    assertThat(worst(new TransactionTimeoutCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void transactionsMustOutliveACheckpointAndARestart() {
    assertThat(worst(new TransactionTimeoutCheck())).isEqualTo(Severity.OK);
    assertThat(worst(new TransactionTimeoutCheck(), "sink.transaction-timeout", "2 min"))
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void idsMustNotExpireWithinAWeek() {
    recorded.broker.put("transactional.id.expiration.ms", "86400000");
    assertThat(worst(new IdExpirationCheck())).isEqualTo(Severity.WARNING);
    recorded.broker.put("transactional.id.expiration.ms", "60000");
    assertThat(worst(new IdExpirationCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void threeReplicasOfWhichTwoMustHaveARecord() {
    Check check = new PerTopic(new ReplicationCheck());
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.clean.put("min.insync.replicas", "1");
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    recorded.clean.put("min.insync.replicas", "3");
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    recorded.clean.put("min.insync.replicas", "4");
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
    recorded.clean.put("min.insync.replicas", "1");
    recorded.replicas = List.of(1);
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
    assertThat(worst(new TransactionLogCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void replicasMustKeepUpAndHaveALeader() {
    Check check = new PerTopic(new PartitionHealthCheck());
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.inSync = List.of(1, 2);
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    recorded.inSync = List.of(1);
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
    recorded.inSync = List.of(1, 2, 3);
    recorded.leader = Node.noNode();
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
  }

  @Test
  void theSourceOutlivesTheLongestOutage() {
    Check check = new PerTopic(new SourceRetentionCheck());
    recorded.source.put("retention.ms", "-1");
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.source.put("retention.bytes", "1000");
    assertThat(worst(check)).isEqualTo(Severity.INFO);
    recorded.source.put("retention.ms", "7200000");
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    recorded.source.put("retention.ms", "900000");
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
  }

  @Test
  void identitiesOutliveTheLongestOutage() {
    assertThat(worst(new DedupRetentionCheck(), "sink.transaction-timeout", "1 h"))
        .isEqualTo(Severity.INFO);
    assertThat(worst(new DedupRetentionCheck(), "sink.transaction-timeout", "2 h"))
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void outputsTakeTheLargestRecord() {
    Check check = new PerTopic(new MessageSizeCheck());
    assertThat(worst(check, "sink.max-record-size", "1047564 bytes")).isEqualTo(Severity.INFO);
    assertThat(worst(check, "sink.max-record-size", "1047565 bytes")).isEqualTo(Severity.ERROR);
  }

  @Test
  void whereNothingIsDeduplicatedNothingIsSaidOfIt() {
    recorded.shape = UnaryOperator.identity();
    assertThat(new DedupRetentionCheck().look(recorded.facts())).isEmpty();
  }

  @Test
  void outputsAreKeptAsLongAsTheSourceWhereAJobLooksIntoThem() {
    Check check = new PerTopic(new OutputRetentionCheck());
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.clean.put("retention.ms", "3600000");
    assertThat(worst(check)).isEqualTo(Severity.INFO);
    recorded.shape = UnaryOperator.identity();
    assertThat(worst(check)).as("there is no repair").isEqualTo(Severity.OK);
    recorded.written = Role.REDRIVEN;
    assertThat(worst(check)).as("it would be sent again").isEqualTo(Severity.WARNING);
  }

  @Test
  void recordsThatMayLackAKeyAreNotCompacted() {
    Check check = new PerTopic(new CleanupPolicyCheck());
    recorded.clean.put("cleanup.policy", "compact");
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    for (Role role : List.of(Role.DEAD_LETTERS, Role.REDRIVEN, Role.PARKED)) {
      recorded.written = role;
      assertThat(worst(check)).as("%s", role).isEqualTo(Severity.ERROR);
    }
  }

  @Test
  void whatIsReadBackMustBeReadable() {
    Check check = new PerTopic(new RightsCheck());
    recorded.written = Role.PARKED;
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.may = Set.of(AclOperation.WRITE, AclOperation.DESCRIBE);
    assertThat(check.look(recorded.facts()))
        .filteredOn(f -> f.subject().equals("clean"))
        .extracting(Finding::what)
        .containsExactly("the job's user may not read");
    recorded.may = Set.of(AclOperation.DESCRIBE);
    assertThat(check.look(recorded.facts()))
        .filteredOn(f -> f.subject().equals("clean"))
        .extracting(Finding::fix)
        .singleElement()
        .asString()
        .endsWith("--operation read --operation write --topic clean");
  }

  @Test
  void aJobOfOneSubtaskNeedsOnePartitionWhateverItIsSubmittedWith() {
    recorded.parallelism = 3;
    assertThat(worst(new PartitionsCheck())).isEqualTo(Severity.WARNING);
    recorded.shape = JobShape::single;
    assertThat(worst(new PartitionsCheck())).isEqualTo(Severity.OK);
  }

  @Test
  void requestsFitTheBroker() {
    recorded.broker.put("socket.request.max.bytes", "1000000");
    assertThat(worst(new RequestSizeCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void rightsMustBeThereAndUnknownOnesAreNotGood() {
    Check check = new PerTopic(new RightsCheck());
    recorded.may = Set.of(AclOperation.READ);
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
  }

  @Test
  void theClientMustBeTheConnectorsOwn() {
    assertThat(worst(new ClientVersionCheck("4.2.1"))).isEqualTo(Severity.OK);
    assertThat(worst(new ClientVersionCheck("4.3.0"))).isEqualTo(Severity.ERROR);
    assertThat(worst(new ClientVersionCheck("4.1.9"))).isEqualTo(Severity.ERROR);
  }

  @Test
  void aQuestionThatWasRefusedIsUnknownAndNeverGood() {
    recorded.features = Known.unknown("not authorised: Cluster authorization failed.");
    recorded.transactions = Known.unknown("no answer in time");
    Facts facts = recorded.facts();
    List<Finding> findings = Checks.look(Checks.ofKafka(), facts);
    assertThat(findings)
        .filteredOn(f -> f.severity() == Severity.UNKNOWN)
        .extracting(Finding::id)
        .containsExactlyInAnyOrder(
            "prefix-overlap", "open-transactions", "stuck-readers", "broker-version");
    assertThat(findings)
        .filteredOn(f -> f.id().equals("broker-version"))
        .extracting(Finding::what)
        .containsExactly("unknown: not authorised: Cluster authorization failed.");
  }

  @Test
  void anOldForeignTransactionIsNamedWithTheCommandThatEndsIt() {
    recorded.transactions = Known.of(foreign("other", Duration.ofMinutes(2)));
    Finding finding = only(new OpenTransactionsCheck());
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.fix())
        .isEqualTo("scripts/doctor transactions --config job.yaml --abort other --yes");
    recorded.title = "enrich";
    assertThat(only(new OpenTransactionsCheck()).fix())
        .isEqualTo(
            "scripts/doctor transactions --config job.yaml --job enrich --abort other --yes");
    assertThat(worst(new StuckReadersCheck())).isEqualTo(Severity.WARNING);
    recorded.transactions = Known.of(foreign("other", Duration.ofMinutes(20)));
    assertThat(worst(new OpenTransactionsCheck())).isEqualTo(Severity.ERROR);
    recorded.transactions = Known.of(foreign("other", Duration.ofSeconds(2)));
    assertThat(worst(new OpenTransactionsCheck())).isEqualTo(Severity.INFO);
    assertThat(worst(new StuckReadersCheck())).isEqualTo(Severity.OK);
  }

  @Test
  void transactionsOfARunningJobAreGoodUntilTheyAreOld() {
    recorded.transactions = Known.of(foreign("flights.r01:main:-0-1", Duration.ofSeconds(2)));
    assertThat(worst(new OpenTransactionsCheck())).isEqualTo(Severity.WARNING);
    recorded.runs(Duration.ofSeconds(1));
    assertThat(worst(new OpenTransactionsCheck())).isEqualTo(Severity.OK);
    recorded.transactions = Known.of(foreign("flights.r01:main:-0-1", Duration.ofHours(2)));
    assertThat(worst(new OpenTransactionsCheck())).isEqualTo(Severity.WARNING);
  }

  @Test
  void copiesUnderOneNameAreAnError() {
    recorded.runs(Duration.ofSeconds(1));
    assertThat(worst(new PrefixOverlapCheck())).isEqualTo(Severity.INFO);
    recorded.jobs.add(new Job("def", "flights.r01", "RUNNING", Instant.now(), 4, 4));
    assertThat(worst(new PrefixOverlapCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void aPrefixThatIsTheBeginningOfOursIsAnError() {
    recorded.transactions = Known.of(foreign("flights-0-1", Duration.ofSeconds(2)));
    assertThat(worst(new PrefixOverlapCheck())).isEqualTo(Severity.ERROR);
    recorded.transactions = Known.of(foreign("flights.r010:main:-0-1", Duration.ofSeconds(2)));
    assertThat(worst(new PrefixOverlapCheck())).isEqualTo(Severity.OK);
  }

  @Test
  void slotsForAllAndATaskManagerToSpare() {
    assertThat(worst(new SlotsCheck())).isEqualTo(Severity.OK);
    recorded.parallelism = 3;
    assertThat(worst(new SlotsCheck())).isEqualTo(Severity.WARNING);
    recorded.parallelism = 5;
    assertThat(worst(new SlotsCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void aRunningJobMakesProgress() {
    assertThat(new ProgressCheck().look(recorded.facts())).isEmpty();
    recorded.runs(Duration.ofSeconds(1));
    assertThat(worst(new ProgressCheck())).isEqualTo(Severity.OK);
    assertThat(worst(checkpointStorage())).isEqualTo(Severity.OK);
    recorded.runs(Duration.ofMinutes(30));
    assertThat(worst(new ProgressCheck())).isEqualTo(Severity.ERROR);
  }

  @Test
  void storageThatCannotBeReachedFromHereIsUnknown(@TempDir Path directory) {
    assertThat(worst(checkpointStorage())).isEqualTo(Severity.UNKNOWN);
    recorded.flink.put("execution.checkpointing.dir", directory.toUri().toString());
    assertThat(worst(checkpointStorage())).isEqualTo(Severity.UNKNOWN);
    recorded.flink.remove("execution.checkpointing.dir");
    assertThat(worst(checkpointStorage())).isEqualTo(Severity.ERROR);
  }

  @Test
  void highAvailabilityNeedsAPlaceForItsState() {
    assertThat(worst(new HighAvailabilityCheck())).isEqualTo(Severity.WARNING);
    recorded.flink.put("high-availability.type", "zookeeper");
    assertThat(worst(new HighAvailabilityCheck())).isEqualTo(Severity.ERROR);
    recorded.flink.put("high-availability.storageDir", "s3://bucket/ha");
    assertThat(worst(new HighAvailabilityCheck())).isEqualTo(Severity.UNKNOWN);
  }

  @Test
  void flinksDefaultsAreNotGoodEnough() {
    assertThat(Checks.look(FlinkSettings.all(), recorded.facts()))
        .filteredOn(f -> f.severity() == Severity.WARNING)
        .extracting(Finding::id)
        .containsExactlyInAnyOrder(
            "retained-checkpoints",
            "checkpoints-kept",
            "tolerable-failures",
            "load-balance",
            "state-backend");
  }

  private static TransactionFacts foreign(String id, Duration age) {
    TopicPartition partition = new TopicPartition("clean", 0);
    OpenTransaction open =
        new OpenTransaction(
            id,
            5,
            TransactionState.ONGOING,
            1,
            age,
            Duration.ofMinutes(15),
            Set.of(partition),
            List.of());
    return new TransactionFacts(
        List.of(open), List.of(new HeldPartition(partition, 10, 60, List.of(id), List.of())));
  }

  private static Check checkpointStorage() {
    return new StorageCheck(
        "checkpoint-storage", CheckpointingOptions.CHECKPOINTS_DIRECTORY, Severity.ERROR, "lost");
  }

  private Finding only(Check check, String... job) {
    List<Finding> findings = check.look(recorded.facts(job));
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aMajorityOfTheQuorumMustServeAndOneNodeMayGo() {
    ZooKeeperCheck check = new ZooKeeperCheck();
    assertThat(check.look(recorded.facts())).as("leaders are elected otherwise").isEmpty();
    recorded.zookeeper(State.SERVES, State.SERVES, State.SERVES);
    assertThat(worst(check)).isEqualTo(Severity.OK);
    recorded.zookeeper(State.SERVES, State.SERVES, State.DOWN);
    assertThat(worst(check)).isEqualTo(Severity.WARNING);
    recorded.zookeeper(State.SERVES, State.DOWN, State.DOWN);
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
    recorded.zookeeper(State.WITHOUT_QUORUM, State.WITHOUT_QUORUM, State.DOWN);
    assertThat(worst(check)).isEqualTo(Severity.ERROR);
    recorded.zookeeper(State.SERVES);
    assertThat(worst(check)).as("no node to spare").isEqualTo(Severity.WARNING);
  }

  @Test
  void aNodeThatCannotBeAskedIsUnknownAndNotDown() {
    recorded.zookeeper(State.SERVES, State.UNKNOWN, State.UNKNOWN);
    assertThat(new ZooKeeperCheck().look(recorded.facts()))
        .extracting(Finding::severity)
        .containsExactly(Severity.UNKNOWN, Severity.UNKNOWN);
    recorded.zookeeper(State.DOWN, State.UNKNOWN, State.UNKNOWN);
    assertThat(worst(new ZooKeeperCheck())).isEqualTo(Severity.WARNING);
  }

  private Severity worst(Check check, String... job) {
    return check.look(recorded.facts(job)).stream()
        .map(Finding::severity)
        .max(Severity::compareTo)
        .orElseThrow();
  }
}
