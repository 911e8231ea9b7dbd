package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;

/** Takes the facts of a Kafka cluster. */
public final class KafkaLook {

  private final Admin admin;

  public KafkaLook(Admin admin) {
    this.admin = admin;
  }

  /**
   * Everything that the checks of this job need; each question that fails leaves one unknown.
   *
   * @throws UnknownException if not even the brokers are known
   */
  public KafkaFacts of(JobFacts job) {
    List<Integer> nodes =
        Known.ask(() -> admin.describeCluster().nodes().get())
            .map(all -> all.stream().map(Node::id).sorted().toList())
            .get();
    List<TopicFacts> topics = job.topics().stream().map(this::topic).toList();
    return new KafkaFacts(
        nodes,
        Known.ask(() -> brokers(nodes)),
        topics,
        topic(new JobTopic(Topic.TRANSACTION_STATE_TOPIC_NAME, Role.EVENTS)),
        Known.ask(this::features),
        transactions(topics));
  }

  /** A topic as it is. */
  public TopicFacts topic(JobTopic topic) {
    return new TopicFacts(
        topic,
        Known.ask(() -> description(topic.name())),
        Known.ask(() -> settings(ConfigResource.Type.TOPIC, topic.name())));
  }

  /** What is open on the topics. */
  public Known<TransactionFacts> transactions(Collection<TopicFacts> topics) {
    return Known.ask(
        () -> {
          List<TopicPartition> partitions =
              topics.stream().filter(TopicFacts::exists).flatMap(t -> t.names().stream()).toList();
          return new TransactionsLook(admin).of(partitions);
        });
  }

  private Optional<TopicDescription> description(String topic)
      throws ExecutionException, InterruptedException {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    var answers = admin.describeTopics(List.of(topic), options).topicNameValues();
    try {
      return Optional.of(Known.present(answers.get(topic), "what topic " + topic + " is").get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private BrokerSettings brokers(List<Integer> nodes)
      throws ExecutionException, InterruptedException {
    Map<Integer, Map<String, String>> byNode = new HashMap<>();
    for (Integer node : nodes) {
      byNode.put(node, settings(ConfigResource.Type.BROKER, String.valueOf(node)));
    }
    return new BrokerSettings(byNode);
  }

  private Map<String, String> settings(ConfigResource.Type type, String name)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(type, name);
    var answers = admin.describeConfigs(List.of(resource)).values();
    Config config = Known.present(answers.get(resource), "the settings of " + name).get();
    Map<String, String> settings = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        settings.put(entry.name(), entry.value());
      }
    }
    return settings;
  }

  private Map<String, Short> features() throws ExecutionException, InterruptedException {
    return admin.describeFeatures().featureMetadata().get().finalizedFeatures().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().maxVersionLevel()));
  }
}
