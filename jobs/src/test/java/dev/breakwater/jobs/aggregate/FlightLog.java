package dev.breakwater.jobs.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.workload.Flight;
import dev.breakwater.testkit.workload.Flights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Shipped flights as partitions of a topic: somewhat out of order, some of them hours late. */
final class FlightLog {

  /** One record of a partition; its offset is its place in the list. */
  record Entry(String id, Flight flight) {

    long time() {
      return TimeUnit.MINUTES.toMillis(flight.epochMinute());
    }

    ProducerRecord<byte[], byte[]> record(String topic, int partition) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, null, flight.json(id));
      header(record, "ce_specversion", "1.0");
      header(record, "ce_id", id);
      header(record, "ce_source", "flights");
      header(record, "ce_type", "flight.departed");
      header(record, "ce_time", Instant.ofEpochMilli(time()).toString());
      header(record, "content-type", "application/json");
      return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
      record.headers().add(name, value.getBytes(UTF_8));
    }
  }

  private static final int DISORDER_MINUTES = 25;
  private static final int LATE_MINUTES = 300;

  private FlightLog() {}

  /**
   * The first so many flights; each partition ends with a flight of days later, which closes all
   * windows before it.
   */
  static List<List<Entry>> of(int flights, int partitions, long seed) {
    Random random = new Random(seed);
    Flights shipped = Flights.load();
    record Arrival(long minute, int partition, Entry entry) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (int row = 0; row < flights; row++) {
      Flight flight = shipped.get(row);
      long delay =
          random.nextInt(100) == 0
              ? LATE_MINUTES
              : random.nextInt(20) == 0 ? random.nextInt(DISORDER_MINUTES) : 0;
      arrivals.add(
          new Arrival(
              flight.epochMinute() + delay,
              random.nextInt(partitions),
              new Entry("f-" + row, flight)));
    }
    arrivals.sort((one, other) -> Long.compare(one.minute(), other.minute()));
    List<List<Entry>> log = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      int chosen = partition;
      List<Entry> entries = new ArrayList<>();
      arrivals.stream()
          .filter(arrival -> arrival.partition() == chosen)
          .forEach(arrival -> entries.add(arrival.entry()));
      long end = arrivals.get(arrivals.size() - 1).minute() + TimeUnit.DAYS.toMinutes(2);
      entries.add(new Entry("end-" + chosen, new Flight(end, 0, 1, "END", "END")));
      log.add(entries);
    }
    return log;
  }
}
