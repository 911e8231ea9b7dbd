package dev.breakwater.operators.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** What the tests do with topics from outside of the job. */
final class Topics implements AutoCloseable {

  static final Duration DEADLINE = Duration.ofSeconds(60);

  private final String servers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  Topics(String servers) {
    this.servers = servers;
    this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    this.producer = producer(servers, Map.of());
  }

  static KafkaProducer<byte[], byte[]> producer(String servers, Map<String, String> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", servers);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static ProducerRecord<byte[], byte[]> record(String topic, int partition, String value) {
    return new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8));
  }

  static List<String> names(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> prefix + i).toList();
  }

  void write(String topic, int partition, List<String> values) {
    write(values.stream().map(value -> record(topic, partition, value)).toList());
  }

  void write(List<ProducerRecord<byte[], byte[]>> records) {
    send(producer, records);
  }

  /** Returns when the broker has all of them. */
  static void send(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
  }

  void deleteBefore(String topic, int partition, long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  void commit(String group, String topic, int partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  void awaitCommitted(String group, String topic, int partition, long offset) {
    TopicPartition where = new TopicPartition(topic, partition);
    Awaitility.await("committed offset of " + where)
        .atMost(DEADLINE)
        .ignoreException(ExecutionException.class)
        .until(
            () ->
                admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .get(where),
            committed -> committed != null && committed.offset() == offset);
  }

  /** Waits until a transaction whose id begins so is in that state, and none is open. */
  void awaitTransaction(String prefix, TransactionState state) {
    Awaitility.await("transaction " + prefix + " " + state)
        .atMost(DEADLINE)
        .until(
            () -> {
              Set<TransactionState> states = new HashSet<>();
              for (String id : transactions(prefix)) {
                states.add(describe(id).state());
              }
              return states.contains(state) && !states.contains(TransactionState.ONGOING);
            });
  }

  TransactionDescription describe(String id) throws Exception {
    return admin.describeTransactions(List.of(id)).description(id).get(30, TimeUnit.SECONDS);
  }

  /** The ids that the broker knows and that begin so. */
  List<String> transactions(String prefix) throws Exception {
    return admin.listTransactions().all().get(30, TimeUnit.SECONDS).stream()
        .map(TransactionListing::transactionalId)
        .filter(id -> id.startsWith(prefix))
        .sorted()
        .toList();
  }

  /** Waits until so many records are written, visible or not. */
  void awaitWritten(String topic, int partitions, long count) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
    Awaitility.await(count + " records in " + topic)
        .atMost(DEADLINE)
        .until(
            () ->
                admin.listOffsets(ends, all).all().get(30, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum(),
            sum -> sum >= count);
  }

  void grow(String topic, int partitions) throws Exception {
    admin
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  /** Waits until so many committed records can be read; returns all that can. */
  List<String> awaitValues(String topic, int count) {
    return awaitRecords(topic, count).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  List<ConsumerRecord<byte[], byte[]>> awaitRecords(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long until = System.nanoTime() + DEADLINE.toNanos();
    try (TopicReader reader = TopicReader.open(servers, topic)) {
      while (records.size() < count) {
        records.addAll(reader.poll(Duration.ofMillis(100)));
        if (System.nanoTime() - until > 0) {
          throw new AssertionError(
              "topic %s has %d records after %s, expected %d"
                  .formatted(topic, records.size(), DEADLINE, count));
        }
      }
      records.addAll(reader.readToStableEnd(DEADLINE));
    }
    return records;
  }

  List<String> values(String topic) {
    return TopicReader.readAll(servers, topic, DEADLINE).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
