package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.scripts.doctor.facts.BrokerSettings;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobShape;
import dev.breakwater.scripts.doctor.facts.JobTopic;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.KafkaFacts;
import dev.breakwater.scripts.doctor.facts.Known;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import dev.breakwater.scripts.doctor.facts.ZooKeeperNode;
import dev.breakwater.scripts.rest.Checkpoints;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.TaskManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;

/** Facts of a cluster of three where all is well, to be spoilt by a test. */
final class Recorded {

  final Map<String, String> broker = new HashMap<>();
  final Map<String, String> source = settings();
  final Map<String, String> clean = settings();
  final Map<String, String> flink = new HashMap<>();
  final List<TaskManager> taskManagers = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<ZooKeeperNode> zookeeper = new ArrayList<>();
  final Map<String, String> servers = new LinkedHashMap<>();
  Known<TransactionFacts> transactions = Known.of(new TransactionFacts(List.of(), List.of()));
  Known<Map<String, Short>> features =
      Known.of(Map.of("metadata.version", (short) 29, "transaction.version", (short) 2));
  List<Integer> replicas = List.of(1, 2, 3);
  List<Integer> inSync = List.of(1, 2, 3);
  Node leader = node(1);
  Set<AclOperation> may = Set.of(AclOperation.READ, AclOperation.WRITE);
  Optional<FlinkFacts.Running> running = Optional.empty();
  int parallelism = 2;
  String title = "ingest";
  Role written = Role.EVENTS;
  UnaryOperator<JobShape> shape = Recorded::ofIngest;

  Recorded() {
    broker.put("transaction.max.timeout.ms", "900000");
    broker.put("transactional.id.expiration.ms", "604800000");
    broker.put("transaction.state.log.replication.factor", "3");
    broker.put("transaction.state.log.min.isr", "2");
    broker.put("socket.request.max.bytes", "104857600");
    flink.put("execution.checkpointing.interval", "1 s");
    flink.put("execution.checkpointing.timeout", "2 min");
    flink.put("execution.checkpointing.dir", "s3://bucket/checkpoints");
    flink.put("heartbeat.timeout", "3 s");
    flink.put("restart-strategy.exponential-delay.max-backoff", "10 s");
    taskManagers.add(new TaskManager("tm-1", "", 2, 2));
    taskManagers.add(new TaskManager("tm-2", "", 2, 2));
  }

  /** A running copy of the job whose last checkpoint was that long ago. */
  void runs(Duration lastCheckpoint) {
    Job job = new Job("abc", "flights.r01", "RUNNING", Instant.now(), 4, 4);
    jobs.add(job);
    Checkpoints.Checkpoint last =
        new Checkpoints.Checkpoint(
            7,
            "COMPLETED",
            false,
            Instant.now().minus(lastCheckpoint),
            Duration.ZERO,
            0,
            "s3://bucket/checkpoints/abc/chk-7",
            "");
    running =
        Optional.of(
            new FlinkFacts.Running(job, 2, new Checkpoints(7, 1, 0, 0, last, null, List.of(last))));
  }

  /** The quorum, as each of its nodes answers. */
  void zookeeper(ZooKeeperNode.State... states) {
    zookeeper.clear();
    for (int node = 1; node <= states.length; node++) {
      zookeeper.add(new ZooKeeperNode("zookeeper-%d:2181".formatted(node), states[node - 1], "so"));
    }
  }

  Facts facts(String... job) {
    Map<String, String> settings = new HashMap<>();
    settings.put("job.instance", "flights.r01");
    settings.put("kafka.bootstrap.servers", "kafka:9092");
    settings.put("source.topics", "raw");
    for (int i = 0; i < job.length; i += 2) {
      settings.put(job[i], job[i + 1]);
    }
    JobTopic in = new JobTopic("raw", Role.SOURCE);
    JobTopic out = new JobTopic("clean", written);
    Settings all = Settings.of(settings);
    JobShape plain = JobShape.of(SourceConfig.from(all), SinkConfig.from(all), List.of(out));
    JobFacts facts =
        new JobFacts(title, "job.yaml", shape.apply(plain), OptionalInt.of(parallelism));
    KafkaFacts kafka =
        new KafkaFacts(
            List.of(1, 2, 3),
            Known.of(new BrokerSettings(Map.of(1, broker, 2, broker))),
            List.of(topic(in, source), topic(out, clean)),
            topic(new JobTopic("__transaction_state", Role.EVENTS), settings()),
            features,
            transactions);
    return new Facts(facts, kafka, Known.of(flink()), servers);
  }

  private static JobShape ofIngest(JobShape plain) {
    return plain.withRepair().withDedup(new DedupConfig("me.r01", 3_600_000, 7_200_000, 1 << 20));
  }

  private FlinkFacts flink() {
    return new FlinkFacts(
        "http://flink:8081",
        Configuration.fromMap(flink),
        Known.of(taskManagers),
        Known.of(jobs),
        Known.of(running),
        zookeeper);
  }

  private TopicFacts topic(JobTopic topic, Map<String, String> settings) {
    TopicPartitionInfo partition =
        new TopicPartitionInfo(0, leader, nodes(replicas), nodes(inSync));
    TopicPartitionInfo another = new TopicPartitionInfo(1, leader, nodes(replicas), nodes(inSync));
    TopicDescription description =
        new TopicDescription(topic.name(), false, List.of(partition, another), may);
    return new TopicFacts(topic, Known.of(Optional.of(description)), Known.of(settings));
  }

  private static List<Node> nodes(List<Integer> ids) {
    return ids.stream().map(Recorded::node).toList();
  }

  private static Node node(int id) {
    return new Node(id, "127.0.0.1", 9092);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("min.insync.replicas", "2");
    settings.put("retention.ms", "604800000");
    settings.put("retention.bytes", "-1");
    settings.put("max.message.bytes", "1048588");
    settings.put("cleanup.policy", "delete");
    settings.put("unclean.leader.election.enable", "false");
    settings.put("message.timestamp.type", "CreateTime");
    settings.put("message.timestamp.before.max.ms", "9223372036854775807");
    settings.put("message.timestamp.after.max.ms", "3600000");
    return settings;
  }
}
