package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.BrokerSettings;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.util.List;

/** The broker's own topic of transactions survives a broker, as the topics of records do. */
final class TransactionLogCheck implements Check {

  private static final String REPLICAS = "transaction.state.log.replication.factor";
  private static final String MIN_INSYNC = "transaction.state.log.min.isr";

  private final TopicCheck replication = new ReplicationCheck();
  private final TopicCheck health = new PartitionHealthCheck();

  @Override
  public String id() {
    return "transaction-log";
  }

  @Override
  public List<Finding> look(Facts facts) {
    TopicFacts log = facts.kafka().transactionState();
    if (log.exists()) {
      return List.of(named(replication.look(log, facts)), named(health.look(log, facts)));
    }
    BrokerSettings brokers = facts.kafka().brokers().get();
    long replicas = brokers.least(REPLICAS);
    long inSync = brokers.least(MIN_INSYNC);
    String what =
        "not made yet; will have %d replica(s), %d in sync at least".formatted(replicas, inSync);
    if (replicas >= 3 && inSync >= 2) {
      return List.of(Finding.ok(id(), log.name(), what));
    }
    Fixes fixes = new Fixes(facts.job());
    return List.of(
        Finding.warning(id(), log.name(), what)
            .because(
                "a broker lost takes with it what was committed and what was not",
                fixes.brokerSetting(REPLICAS, 3) + "\n" + fixes.brokerSetting(MIN_INSYNC, 2)));
  }

  private Finding named(Finding of) {
    return new Finding(id(), of.severity(), of.subject(), of.what(), of.why(), of.fix());
  }
}
