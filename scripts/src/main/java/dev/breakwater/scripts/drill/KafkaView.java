package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.KafkaOutlet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/** Who does what among the Kafka nodes right now. */
final class KafkaView implements AutoCloseable {

  private static final long ANSWER_SECONDS = 30;
  private static final long LOOK_MILLIS = 200;

  private static final String READING = "consumer_byte_rate";
  private static final String WRITING = "producer_byte_rate";

  /** Of each topic of a round. */
  static final int PARTITIONS = 4;

  private final Admin admin;
  private final short replicas;

  KafkaView(String bootstrap, int nodes) {
    this.replicas = (short) Math.min(3, nodes);
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                "5000",
                "default.api.timeout.ms",
                "30000"));
  }

  Admin admin() {
    return admin;
  }

  /** The input takes what is too large for the job; the others are as a broker has them. */
  void createTopics(String input, List<String> outputs) throws InterruptedException {
    NewTopic in = new NewTopic(input, PARTITIONS, replicas);
    in.configs(Map.of("max.message.bytes", Integer.toString(KafkaOutlet.LARGEST_REQUEST)));
    List<NewTopic> all = new ArrayList<>(List.of(in));
    outputs.forEach(name -> all.add(new NewTopic(name, PARTITIONS, replicas)));
    get(admin.createTopics(all).all(), "topics cannot be made");
  }

  void deleteTopics(String input, List<String> outputs) throws InterruptedException {
    List<String> all = new ArrayList<>(outputs);
    all.add(input);
    get(admin.deleteTopics(all).all(), "topics cannot be deleted");
  }

  /** From now on a client may read so many bytes a second from each node. */
  void throttle(String clientId, double bytesPerSecond) throws InterruptedException {
    quota(clientId, READING, bytesPerSecond);
  }

  /** Ends {@link #throttle}. */
  void unthrottle(String clientId) throws InterruptedException {
    quota(clientId, READING, null);
  }

  /** From now on a client may write so many bytes a second to each node. */
  void throttleWriting(String clientId, double bytesPerSecond) throws InterruptedException {
    quota(clientId, WRITING, bytesPerSecond);
  }

  /** Ends {@link #throttleWriting}. */
  void unthrottleWriting(String clientId) throws InterruptedException {
    quota(clientId, WRITING, null);
  }

  /** Sets a topic's own value of a setting. */
  void configure(String topic, String key, String value) throws InterruptedException {
    alter(topic, new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
  }

  /** Takes a topic's own value of a setting away. */
  void unconfigure(String topic, String key) throws InterruptedException {
    alter(topic, new AlterConfigOp(new ConfigEntry(key, null), AlterConfigOp.OpType.DELETE));
  }

  private void alter(String topic, AlterConfigOp change) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    get(
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all(),
        "the settings of " + topic + " cannot be changed");
  }

  private void quota(String clientId, String what, @Nullable Double bytesPerSecond)
      throws InterruptedException {
    ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId));
    ClientQuotaAlteration change =
        new ClientQuotaAlteration(
            client, List.of(new ClientQuotaAlteration.Op(what, bytesPerSecond)));
    get(admin.alterClientQuotas(List.of(change)).all(), "a quota cannot be set");
  }

  /** How many offsets of a topic a read_committed reader has within reach, from its beginning. */
  long committed(String topic) {
    return ends(topic, IsolationLevel.READ_COMMITTED);
  }

  /** How many offsets of a topic are out of its reach yet: written, and not committed. */
  long uncommitted(String topic) {
    return ends(topic, IsolationLevel.READ_UNCOMMITTED) - committed(topic);
  }

  private long ends(String topic, IsolationLevel reader) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    ListOffsetsOptions options = new ListOffsetsOptions(reader);
    try {
      return get(admin.listOffsets(all, options).all(), "ends of " + topic).values().stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .sum();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException("interrupted", e);
    }
  }

  /** The node that leads a partition. */
  int leader(String topic, int partition) throws InterruptedException {
    var leader = describe(List.of(topic)).iterator().next().partitions().get(partition).leader();
    if (leader == null || leader.isEmpty()) {
      throw new DrillException("partition %s-%d has no leader".formatted(topic, partition));
    }
    return leader.id();
  }

  /** A node that coordinates a transaction of the job, empty when it has none. */
  Optional<Integer> coordinator(String idPrefix) throws InterruptedException {
    List<String> ids = transactions(idPrefix);
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    String id = ids.get(ids.size() - 1);
    TransactionDescription described =
        get(
            admin.describeTransactions(List.of(id)).description(id),
            "transaction " + id + " cannot be described");
    return Optional.of(described.coordinatorId());
  }

  /** Transactional ids that begin so. */
  List<String> transactions(String idPrefix) throws InterruptedException {
    return get(admin.listTransactions().all(), "transactions cannot be listed").stream()
        .map(TransactionListing::transactionalId)
        .filter(id -> id.startsWith(idPrefix))
        .sorted()
        .toList();
  }

  /**
   * Writes an abort marker into each partition of a topic with an open transaction, past its
   * coordinator, and returns into how many.
   */
  int abortOpenTransactions(String topic) throws InterruptedException {
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    var states = get(admin.describeProducers(all).all(), "producers of " + topic);
    int aborted = 0;
    for (Map.Entry<TopicPartition, DescribeProducersResult.PartitionProducerState> state :
        states.entrySet()) {
      for (ProducerState producer : state.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()
            && abort(state.getKey(), producer)) {
          aborted++;
        }
      }
    }
    return aborted;
  }

  /** False when the transaction has ended by itself meanwhile. */
  private boolean abort(TopicPartition partition, ProducerState producer)
      throws InterruptedException {
    AbortTransactionSpec open =
        new AbortTransactionSpec(
            partition,
            producer.producerId(),
            (short) producer.producerEpoch(),
            producer.coordinatorEpoch().orElse(0));
    try {
      get(admin.abortTransaction(open).all(), "abort of " + open);
      return true;
    } catch (DrillException e) {
      if (rootCause(e) instanceof InvalidProducerEpochException) {
        return false;
      }
      throw e;
    }
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The active controller. */
  int controller() throws InterruptedException {
    return get(admin.describeMetadataQuorum().quorumInfo(), "the controllers' quorum is not known")
        .leaderId();
  }

  /** Waits until every partition of every topic has all its replicas in sync. */
  void awaitInSync(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        last = outOfSync();
        if (last.isEmpty()) {
          return;
        }
      } catch (DrillException notNow) {
        last = String.valueOf(notNow.getMessage());
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new DrillException("Kafka is not whole again within %s: %s".formatted(within, last));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }

  private String outOfSync() throws InterruptedException {
    Collection<String> names =
        get(
            admin.listTopics(new ListTopicsOptions().listInternal(true)).names(),
            "topics cannot be listed");
    for (TopicDescription topic : describe(names)) {
      for (var partition : topic.partitions()) {
        if (partition.isr().size() < partition.replicas().size()) {
          return "%s-%d has in sync only %s"
              .formatted(topic.name(), partition.partition(), partition.isr());
        }
      }
    }
    return "";
  }

  private Collection<TopicDescription> describe(Collection<String> names)
      throws InterruptedException {
    return get(admin.describeTopics(names).allTopicNames(), "topics cannot be described").values();
  }

  private static <T> T get(KafkaFuture<T> future, String problem) throws InterruptedException {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new DrillException(problem + ": " + e, e);
    }
  }
}
