package dev.breakwater.scripts.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.workload.Flight;
import dev.breakwater.testkit.workload.Flights;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Real flights that depart now, as CloudEvents without an end: some out of order, some so late that
 * their window is closed. The same seed makes the same flights; only their times are those of the
 * clock. For one thread.
 */
final class Departures {

  private static final double OUT_OF_ORDER = 0.05;
  private static final double LATE = 0.01;
  private static final int LEAST_LATE_MILLIS = 5_000;

  private final Flights flights = Flights.load();
  private final String topic;
  private final int partitions;
  private final Random random;
  private int row;
  private long number;

  Departures(String topic, int partitions, long seed) {
    this.topic = topic;
    this.partitions = partitions;
    this.random = new Random(seed);
    this.row = random.nextInt(flights.size());
  }

  /** The next one, departing now or, now and then, a while ago. */
  ProducerRecord<byte[], byte[]> next(long nowMillis) {
    Flight flight = flights.get(row);
    row = (row + 1) % flights.size();
    double draw = random.nextDouble();
    int ago = random.nextInt((int) ReplicaOptions.OUT_OF_ORDERNESS.toMillis());
    long time = nowMillis;
    if (draw < LATE) {
      time -= LEAST_LATE_MILLIS + ago;
    } else if (draw < LATE + OUT_OF_ORDER) {
      time -= ago;
    }
    return record(flight, "f-" + number++, time, random.nextInt(partitions));
  }

  /** A flight that closes the windows of all before it, as far as its partition is concerned. */
  ProducerRecord<byte[], byte[]> last(int partition, long timeMillis) {
    Flight flight = new Flight(0, 0, 1, NaiveWindows.CLOSING, NaiveWindows.CLOSING);
    return record(flight, "last-" + partition, timeMillis, partition);
  }

  private ProducerRecord<byte[], byte[]> record(
      Flight flight, String id, long time, int partition) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, null, flight.json(id));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id);
    header(record, "ce_source", "flights");
    header(record, "ce_type", "flight.departed");
    header(record, NaiveWindows.TIME, Instant.ofEpochMilli(time).toString());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
