package dev.breakwater.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.BrokerSecurity;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
            .slotsPerTaskManager(1)
            .configuration(secrets.flinkTls())
            .start();
  }

  /** Topics and a name of its own, with these rights: the job's options. */
  Map<String, String> newJob(Collection<Right> rights) throws Exception {
    String name = "ingest-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> options = new HashMap<>();
    options.put("job.instance", name);
    options.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    options.put("source.topics", name + ".raw");
    options.put("sink.topic", name + ".clean");
    options.put("dead-letter.topic", name + ".dead");
    for (String topic : List.of("source.topics", "sink.topic", "dead-letter.topic")) {
      kafka.createTopic(options.get(topic), 2);
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
  List<String> arguments(Map<String, String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--config", secrets.jobFile().toString()));
    options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }

  /** Starts the job as its user does; a failure ends it. */
  LocalJob start(Map<String, String> options, UnaryOperator<@Nullable String> environment)
      throws Exception {
    String[] args = arguments(options).toArray(String[]::new);
    Launch launch = Launch.of(args, IngestOptions.catalog(), environment);
    IngestConfig config = launch.configure(IngestConfig::from);
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment job = flink.environment(settings);
    job.setParallelism(2);
    IngestTopology.build(job, IngestJob.kafka(config), config);
    return flink.submit(job, config.instance());
  }

  /** Writes as the admin: events, and as many records that are no events. */
  void send(String topic, int count) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.adminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(producer.send(record(topic, "{\"id\":\"%d\"}".formatted(i))));
        sent.add(producer.send(record(topic, "no JSON %d".formatted(i))));
      }
      producer.flush();
      sent.forEach(one -> assertThat(one).succeedsWithin(DEADLINE));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8));
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
