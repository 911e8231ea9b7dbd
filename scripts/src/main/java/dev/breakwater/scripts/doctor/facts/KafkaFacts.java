package dev.breakwater.scripts.doctor.facts;

import java.util.List;
import java.util.Map;

/**
 * The Kafka cluster as it is.
 *
 * @param nodes ids of the brokers that are up
 * @param brokers settings of each
 * @param topics those of the job, in its order
 * @param transactionState the broker's own topic of transactions
 * @param features finalized levels by name, such as {@code metadata.version}
 * @param transactions what is open now
 */
public record KafkaFacts(
    List<Integer> nodes,
    Known<BrokerSettings> brokers,
    List<TopicFacts> topics,
    TopicFacts transactionState,
    Known<Map<String, Short>> features,
    Known<TransactionFacts> transactions) {

  public KafkaFacts {
    nodes = List.copyOf(nodes);
    topics = List.copyOf(topics);
  }
}
