package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A small exactly-once job on a real broker: takes a workload in epochs, drops duplicates, writes
 * each epoch in one transaction, remembers its position and the ids it has seen, and is killed once
 * in the middle of an epoch and restored. Does it all right, except for one {@link Bug}.
 */
final class CarefulJob implements AutoCloseable {

  static final int EPOCH = 250;

  private static final int BUG_EPOCH = 4;
  private static final int KILLED_EPOCH = 8;

  private final String servers;
  private final String name;
  private final String clean;
  private final String dead;
  private final Bug bug;
  private final List<WorkloadRecord> input = new ArrayList<>();
  private KafkaProducer<byte[], byte[]> producer;
  private Set<String> seen = new HashSet<>();
  private boolean killed;

  /** What may be wrong with it. */
  enum Bug {
    NONE,
    DROPS_ONE_RECORD,
    DOUBLES_ONE_RECORD,
    SWAPS_TWO_OF_A_KEY,
    CHANGES_ONE_BYTE,
    DROPS_ONE_DEAD_LETTER,
    DROPS_A_TRANSACTION,
    SHARES_ITS_TRANSACTIONAL_ID,
    WRITES_AT_LEAST_ONCE,
    FORGETS_WHAT_IT_HAS_SEEN,
    RESTORES_AN_OLDER_POSITION,
    RESTORES_A_LATER_POSITION
  }

  CarefulJob(String servers, String clean, String dead, Bug bug) {
    this.servers = servers;
    this.name = clean + "-writer";
    this.clean = clean;
    this.dead = dead;
    this.bug = bug;
    this.producer = producer(name);
  }

  void run(Workload workload) {
    workload.forEach(input::add);
    int position = 0;
    while (position < input.size()) {
      int epoch = position / EPOCH;
      Set<String> before = new HashSet<>(seen);
      List<ProducerRecord<byte[], byte[]>> output = output(position, epoch);
      if (epoch == KILLED_EPOCH && !killed) {
        position = die(output, position, before);
        continue;
      }
      write(output, epoch);
      position += EPOCH;
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private List<ProducerRecord<byte[], byte[]>> output(int position, int epoch) {
    List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>();
    for (WorkloadRecord record :
        input.subList(position, Math.min(input.size(), position + EPOCH))) {
      ProducerRecord<byte[], byte[]> made = convert(record);
      if (made != null) {
        output.add(made);
      }
    }
    if (epoch == BUG_EPOCH) {
      plant(output);
    }
    return output;
  }

  private @Nullable ProducerRecord<byte[], byte[]> convert(WorkloadRecord record) {
    if (record.fate().isDead()) {
      ProducerRecord<byte[], byte[]> letter =
          new ProducerRecord<>(dead, null, record.key(), record.value());
      letter.headers().add("reason", utf8(record.fate().reason()));
      return letter;
    }
    if (!seen.add(record.id())) {
      return null;
    }
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(clean, null, record.key(), record.value());
    event.headers().add("the_id", utf8(record.id()));
    return event;
  }

  private void plant(List<ProducerRecord<byte[], byte[]>> output) {
    int at = first(output, clean);
    switch (bug) {
      case DROPS_ONE_RECORD -> output.remove(at);
      case DOUBLES_ONE_RECORD -> output.add(output.get(at));
      case SWAPS_TWO_OF_A_KEY -> swap(output, at);
      case CHANGES_ONE_BYTE -> output.set(at, changed(output.get(at)));
      case DROPS_ONE_DEAD_LETTER -> output.remove(first(output, dead));
      default -> {
        // The others are bugs of writing or of restoring.
      }
    }
  }

  private void write(List<ProducerRecord<byte[], byte[]>> output, int epoch) {
    if (bug == Bug.WRITES_AT_LEAST_ONCE) {
      send(output);
      producer.flush();
      return;
    }
    producer.beginTransaction();
    send(output);
    producer.flush();
    if (epoch == BUG_EPOCH && bug == Bug.DROPS_A_TRANSACTION) {
      producer.abortTransaction();
      return;
    }
    if (epoch == BUG_EPOCH && bug == Bug.SHARES_ITS_TRANSACTIONAL_ID) {
      // Another job cleans up at its start what it takes for its own.
      producer(name).close();
    }
    try {
      producer.commitTransaction();
    } catch (ProducerFencedException e) {
      // Takes it for "committed already", as a sink does that trusts its checkpoint.
      producer.close();
      producer = producer(name);
    }
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    for (ProducerRecord<byte[], byte[]> record : records) {
      // The flush waits for all of them; what failed shows in the verdict.
      var unused = producer.send(record);
    }
  }

  /** Killed half way through an epoch; returns where it goes on. */
  private int die(List<ProducerRecord<byte[], byte[]>> output, int position, Set<String> before) {
    killed = true;
    List<ProducerRecord<byte[], byte[]>> half = output.subList(0, output.size() / 2);
    if (bug != Bug.WRITES_AT_LEAST_ONCE) {
      producer.beginTransaction();
    }
    send(half);
    producer.flush();
    producer.close();
    producer = producer(name);
    seen = bug == Bug.FORGETS_WHAT_IT_HAS_SEEN ? new HashSet<>() : before;
    return switch (bug) {
      case RESTORES_AN_OLDER_POSITION -> {
        seen.clear();
        yield position - EPOCH;
      }
      case RESTORES_A_LATER_POSITION -> position + EPOCH;
      default -> position;
    };
  }

  private static int first(List<ProducerRecord<byte[], byte[]>> output, String topic) {
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i).topic().equals(topic)) {
        return i;
      }
    }
    throw new AssertionError("the epoch has no record for " + topic);
  }

  private void swap(List<ProducerRecord<byte[], byte[]>> output, int at) {
    for (int i = at + 1; i < output.size(); i++) {
      boolean clean = output.get(i).topic().equals(this.clean);
      if (clean && Arrays.equals(output.get(at).key(), output.get(i).key())) {
        Collections.swap(output, at, i);
        return;
      }
    }
    throw new AssertionError("the epoch has no two records of one key");
  }

  private static ProducerRecord<byte[], byte[]> changed(ProducerRecord<byte[], byte[]> record) {
    byte[] value = record.value().clone();
    value[value.length / 2] ^= 1;
    return new ProducerRecord<>(record.topic(), null, null, record.key(), value, record.headers());
  }

  private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> settings =
        bug == Bug.WRITES_AT_LEAST_ONCE
            ? Map.of("bootstrap.servers", servers)
            : Map.of("bootstrap.servers", servers, "transactional.id", transactionalId);
    KafkaProducer<byte[], byte[]> made =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    if (bug != Bug.WRITES_AT_LEAST_ONCE) {
      made.initTransactions();
    }
    return made;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
