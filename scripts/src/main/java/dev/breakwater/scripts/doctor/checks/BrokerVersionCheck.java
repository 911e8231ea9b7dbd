package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;
import java.util.Map;

/** Brokers that the client and the connector know, with transactions that cannot hang. */
final class BrokerVersionCheck implements Check {

  private static final String METADATA = "metadata.version";
  private static final String TRANSACTIONS = "transaction.version";

  @Override
  public String id() {
    return "broker-version";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Map<String, Short> features = facts.kafka().features().get();
    Short metadata = features.get(METADATA);
    if (metadata == null) {
      return List.of(
          Finding.warning(id(), "", "older than Kafka 3.3, or still with ZooKeeper")
              .because(
                  "not tested; sink.transaction-naming pooling needs 3.0", "upgrade the brokers"));
    }
    int transactions = features.getOrDefault(TRANSACTIONS, (short) 0);
    String what = "%s %d, %s %d".formatted(METADATA, metadata, TRANSACTIONS, transactions);
    if (transactions >= 2) {
      return List.of(Finding.ok(id(), "", what));
    }
    return List.of(
        Finding.info(
            id(),
            "",
            what,
            "a late write of a fenced producer may leave a transaction open for ever; from Kafka"
                + " 4.0: "
                + new Fixes(facts.job()).tool("kafka-features.sh")
                + " upgrade --feature transaction.version=2"));
  }
}
