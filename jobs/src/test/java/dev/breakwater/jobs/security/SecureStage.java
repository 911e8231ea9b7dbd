package dev.breakwater.jobs.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.BrokerSecurity;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker that lets nobody do anything, and a cluster that talks TLS. */
final class SecureStage implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  final SecretsAndKeys secrets;
  final EmbeddedKafka kafka;
  final LocalFlink flink;

  SecureStage(Path directory) throws IOException {
    secrets = new SecretsAndKeys(directory);
    BrokerSecurity security =
        new BrokerSecurity(secrets.kafka, SecretsAndKeys.ADMIN, SecretsAndKeys.users());
    kafka = EmbeddedKafka.builder().security(security).start();
    flink =
        LocalFlink.builder()
            .taskManagers(2)
            .slotsPerTaskManager(4)
            .configuration(secrets.flinkTls())
            .start();
  }

  /** Topics and a name of its own, with these rights: the job's options. */
  Map<String, String> newJob(SecuredJob job, Collection<Right> rights) throws Exception {
    String name = job.title() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> options = new HashMap<>(job.options());
    options.put("job.instance", name);
    options.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    for (String key : job.topicKeys()) {
      String topic = name + "." + key;
      options.put(key, topic);
      kafka.createTopic(topic, 2);
    }
    if (options.containsKey("redrive.targets")) {
      options.put("redrive.target", options.get("redrive.targets"));
    }
    if (options.containsKey("audit.witness")) {
      // It reads what it books as a witness.
      options.put("source.topics", options.get("ledger.topic"));
    }
    try (Admin admin = Admin.create(kafka.adminProperties())) {
      admin
          .createAcls(rights.stream().map(r -> r.of(SecretsAndKeys.USER, options)).toList())
          .all()
          .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
    return options;
  }

  /** The job's command line. */
  List<String> arguments(SecuredJob job, Map<String, String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--config", secrets.jobFile(job).toString()));
    options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }

  /** Starts the job as its user does; a failure ends it. */
  LocalJob start(
      SecuredJob job, Map<String, String> options, UnaryOperator<@Nullable String> variables)
      throws Exception {
    String[] args = arguments(job, options).toArray(String[]::new);
    Launch launch = Launch.of(args, job.catalog(), variables);
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment = flink.environment(settings);
    environment.setParallelism(job == SecuredJob.INGEST ? 2 : 1);
    job.build(environment, launch);
    return flink.submit(environment, String.valueOf(options.get("job.instance")));
  }

  /**
   * Writes as the admin: events, which are dead letters to send as well, and as many records that
   * are no events and were sent too often.
   */
  void send(String topic, int count) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.adminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(producer.send(record(topic, i, "{\"id\":\"%d\"}".formatted(i), "0")));
        sent.add(producer.send(record(topic, i, "no JSON %d".formatted(i), "9")));
      }
      producer.flush();
      sent.forEach(one -> assertThat(one).succeedsWithin(DEADLINE));
    }
  }

  /** A second apart, in both partitions: windows of a second are closed by what comes next. */
  private static ProducerRecord<byte[], byte[]> record(
      String topic, int number, String value, String attempt) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, number % 2, number * 1_000L, null, value.getBytes(UTF_8));
    record
        .headers()
        .add(DeadLetterHeaders.REASON, Reason.DEPENDENCY.code().getBytes(UTF_8))
        .add(RedriveHeaders.ATTEMPT, attempt.getBytes(UTF_8));
    return record;
  }

  /** Reads as the admin whatever is committed. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> client = new HashMap<>(kafka.adminProperties());
    client.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))
          && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    try {
      flink.close();
    } finally {
      kafka.close();
    }
  }
}
