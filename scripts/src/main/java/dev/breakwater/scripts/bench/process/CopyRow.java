package dev.breakwater.scripts.bench.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The rows {@code copy} and {@code copy-parse}: Kafka's own clients, one consumer and one
 * transactional producer per thread, a transaction a second with the offsets in it. What no
 * framework can undercut.
 */
public final class CopyRow implements RowProcess.Work {

  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);

  @Option(names = "--bootstrap", required = true)
  private String bootstrap = "";

  @Option(names = "--in", required = true)
  private String in = "";

  @Option(names = "--clean", required = true)
  private String clean = "";

  @Option(names = "--dead", required = true)
  private String dead = "";

  @Option(names = "--group", required = true)
  private String group = "";

  @Option(names = "--parallelism", required = true)
  private int parallelism;

  @Option(names = "--parse")
  private boolean parse;

  @Option(names = "--profile")
  private boolean profile;

  public static void main(String[] args) throws Exception {
    CopyRow row = new CopyRow();
    new CommandLine(row).parseArgs(args);
    row.run();
  }

  @Override
  public void run() throws Exception {
    ThreadCosts costs = profile ? ThreadCosts.sampling() : null;
    for (int i = 0; i < parallelism; i++) {
      int index = i;
      RowProcess.start("copy-" + i, () -> copy(index));
    }
    RowProcess.running(parallelism + " threads");
    RowProcess.stopWhenTold(costs);
  }

  private void copy(int index) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        KafkaProducer<byte[], byte[]> producer = producer(index)) {
      List<TopicPartition> mine = partitions(consumer, index);
      consumer.assign(mine);
      consumer.seekToBeginning(mine);
      producer.initTransactions();
      @Nullable FlightCheck check = parse ? new FlightCheck() : null;
      while (true) {
        transaction(consumer, producer, check);
      }
    }
  }

  private void transaction(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer,
      @Nullable FlightCheck check) {
    long end = System.nanoTime() + COMMIT_INTERVAL.toNanos();
    boolean begun = false;
    while (System.nanoTime() < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!begun && !records.isEmpty()) {
        producer.beginTransaction();
        begun = true;
      }
      for (ConsumerRecord<byte[], byte[]> read : records) {
        String topic = check == null || check.accepts(read.value()) ? clean : dead;
        // A failure comes back from the commit.
        var unused = producer.send(new ProducerRecord<>(topic, read.key(), read.value()));
      }
    }
    if (begun) {
      producer.sendOffsetsToTransaction(offsets(consumer), consumer.groupMetadata());
      producer.commitTransaction();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(KafkaConsumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    return offsets;
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, int index) {
    List<TopicPartition> mine = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(in)) {
      if (info.partition() % parallelism == index) {
        mine.add(new TopicPartition(in, info.partition()));
      }
    }
    return mine;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer(int index) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-" + index);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
