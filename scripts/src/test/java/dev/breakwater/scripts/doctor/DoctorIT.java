package dev.breakwater.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on a real broker, with settings that are good and settings that are not. */
class DoctorIT {

  private static final String WEEK = "604800000";

  @RegisterExtension
  static final EmbeddedKafkaExtension KAFKA =
      EmbeddedKafkaExtension.perClass(
          EmbeddedKafka.builder().property("transactional.id.expiration.ms", "600000"));

  @TempDir Path directory;

  private Path config = Path.of("");
  private String raw = "";
  private String clean = "";
  private String dead = "";

  @BeforeEach
  void createTopics() throws IOException {
    raw = KAFKA.newTopic("raw", 2, Map.of("retention.ms", WEEK));
    clean = KAFKA.newTopic("clean", 2);
    dead = KAFKA.newTopic("dead", 2);
    config = write("");
  }

  @Test
  void findsNothingWrongWithWhatIsGood() {
    Run run = preflight("--parallelism", "2");
    assertThat(run.severities("topic-exists", raw)).containsExactly("ok");
    assertThat(run.severities("rights", clean)).containsExactly("ok");
    assertThat(run.severities("partition-health", dead)).containsExactly("ok");
    assertThat(run.severities("transaction-timeout", "sink.transaction-timeout"))
        .containsExactly("ok");
    assertThat(run.severities("message-size", clean)).containsExactly("ok");
    assertThat(run.severities("timestamps", clean)).containsExactly("ok");
    assertThat(run.severities("cleanup-policy", dead)).containsExactly("ok");
    assertThat(run.severities("source-retention", raw)).containsExactly("ok");
    assertThat(run.severities("unclean-election", raw)).containsExactly("ok");
    assertThat(run.severities("open-transactions", "")).containsExactly("ok");
    assertThat(run.severities("stuck-readers", "")).containsExactly("ok");
    assertThat(run.severities("client-version", "")).containsExactly("ok");
    assertThat(run.severities("broker-version", "")).containsExactly("ok");
    assertThat(run.severities("partitions", raw)).containsExactly("ok");
    assertThat(run.json().path("worst").asText()).isEqualTo("error");
  }

  @Test
  void namesTheBrokersLimitThatTransactionsExceed() {
    Run run = preflight("--sink.transaction-timeout", "20 min");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode finding = run.finding("transaction-timeout", "sink.transaction-timeout");
    assertThat(finding.path("severity").asText()).isEqualTo("error");
    assertThat(finding.path("what").asText()).isEqualTo("20 min, the broker allows 15 min");
    assertThat(finding.path("fix").asText())
        .contains("sink.transaction-timeout: 15 min")
        .contains("transaction.max.timeout.ms=1200000");
  }

  @Test
  void namesIdsThatExpireTooSoon() {
    assertThat(
            preflight().severities("transactional-id-expiration", "transactional.id.expiration.ms"))
        .containsExactly("error");
  }

  @Test
  void namesATopicThatIsMissingWithTheCommandThatMakesIt() {
    Run run = preflight("--sink.topic", "nowhere");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.finding("topic-exists", "nowhere").path("fix").asText())
        .isEqualTo(
            "bin/kafka-topics.sh --bootstrap-server %s --create --topic nowhere --partitions 2 --replication-factor 1 --config min.insync.replicas=1"
                .formatted(KAFKA.bootstrapServers()));
    assertThat(run.severities("message-size", "nowhere")).isEmpty();
  }

  @Test
  void namesEverySettingOfTopicsThatIsNoGood() {
    String badRaw =
        KAFKA.newTopic(
            "raw",
            1,
            Map.of("retention.ms", "60000", "message.timestamp.after.max.ms", "86400000"));
    String badClean =
        KAFKA.newTopic(
            "clean",
            1,
            Map.of(
                "max.message.bytes", "900000",
                "cleanup.policy", "compact",
                "unclean.leader.election.enable", "true"));
    String badDead =
        KAFKA.newTopic("dead", 1, Map.of("cleanup.policy", "compact", "min.insync.replicas", "2"));
    Run run =
        preflight(
            "--source.topics", badRaw,
            "--sink.topic", badClean,
            "--dead-letter.topic", badDead,
            "--parallelism", "3");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.severities("source-retention", badRaw)).containsExactly("error");
    assertThat(run.severities("timestamps", badClean)).containsExactly("error");
    assertThat(run.severities("message-size", badClean)).containsExactly("error");
    assertThat(run.severities("cleanup-policy", badClean)).containsExactly("warning");
    assertThat(run.severities("unclean-election", badClean)).containsExactly("error");
    assertThat(run.severities("cleanup-policy", badDead)).containsExactly("error");
    assertThat(run.severities("replication", badDead)).containsExactly("error");
    assertThat(run.severities("partition-health", badDead)).containsExactly("error");
    assertThat(run.severities("partitions", badRaw)).containsExactly("warning");
  }

  @Test
  void comparesWithFlinksSettingsWhereTheyAreGiven() throws IOException {
    Path flink = Files.createDirectory(directory.resolve("flink"));
    Files.writeString(
        flink.resolve("config.yaml"),
        """
        execution.checkpointing.interval: 1 s
        execution.checkpointing.timeout: 20 min
        restart-strategy.type: fixed-delay
        """);
    Run run = preflight("--flink-conf", flink.toString());
    assertThat(run.severities("checkpointing", "sink.transaction-timeout"))
        .containsExactly("error");
    assertThat(run.severities("checkpoint-storage", "execution.checkpointing.dir"))
        .containsExactly("error");
    assertThat(run.severities("restart-strategy", "restart-strategy.type"))
        .containsExactly("warning");
    assertThat(run.severities("retained-checkpoints", "execution.checkpointing.num-retained"))
        .containsExactly("warning");
    assertThat(run.severities("high-availability", "high-availability.type"))
        .containsExactly("warning");
    assertThat(run.severities("slots", "")).containsExactly("unknown");
  }

  @Test
  void looksAtTheServersThatAreReadInKafkasPlace() throws IOException {
    config =
        Files.writeString(
            directory.resolve("queues.yaml"),
            """
            job.instance: %s
            kafka.bootstrap.servers: %s
            source.kind: rabbitmq
            rabbitmq.addresses: 127.0.0.1:1
            rabbitmq.username: u
            rabbitmq.password: p
            rabbitmq.queues: q
            sink.topic: %s
            dead-letter.topic: %s
            """
                .formatted(clean, KAFKA.bootstrapServers(), clean, dead));
    Run run = preflight();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.severities("input", "127.0.0.1:1")).containsExactly("error");
    assertThat(run.finding("input", "127.0.0.1:1").path("what").asText())
        .isEqualTo("no connection from here: Connection refused");
    assertThat(run.severities("topic-exists", clean)).containsExactly("ok");
    assertThat(run.severities("partitions", "")).isEmpty();
  }

  @Test
  void saysWhatItCouldNotKnow() {
    assertThat(preflight().finding("partitions", "").path("what").asText())
        .startsWith("unknown: the parallelism was not given");
  }

  @Test
  void endsWithTwoWhereItCannotLook() throws IOException {
    assertThat(Run.of("ingest").exitCode()).isEqualTo(2);
    assertThat(Run.of("harbour", "--config", config.toString()).errors())
        .contains("ingest, reconcile, redrive");
    Run unreachable = preflight("--kafka.bootstrap.servers", "127.0.0.1:1", "--timeout", "2");
    assertThat(unreachable.exitCode()).isEqualTo(2);
    assertThat(unreachable.errors()).contains("127.0.0.1:1");
    Run noCluster = preflight("--flink", "http://127.0.0.1:1");
    assertThat(noCluster.exitCode()).isEqualTo(2);
    assertThat(noCluster.errors()).contains("http://127.0.0.1:1/");
    assertThat(preflight("--sink.topik", "x").exitCode()).isEqualTo(2);
  }

  @Test
  void printsATableForPeople() {
    Run run = Run.of("ingest", "--config", config.toString(), "--sink.topic", "nowhere");
    assertThat(run.out())
        .contains("error     topic-exists                 nowhere: events, does not exist")
        .contains("fix  bin/kafka-topics.sh")
        .doesNotContain("\u001b");
  }

  private Run preflight(String... more) {
    List<String> args = new ArrayList<>(List.of("ingest", "--config", config.toString(), "--json"));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private Path write(String more) throws IOException {
    return Files.writeString(
        directory.resolve("job.yaml"),
        """
        job.instance: %s
        kafka.bootstrap.servers: %s
        source.topics: %s
        sink.topic: %s
        dead-letter.topic: %s
        dedup.retention: 2 h
        %s
        """
            .formatted(clean, KAFKA.bootstrapServers(), raw, clean, dead, more));
  }
}
