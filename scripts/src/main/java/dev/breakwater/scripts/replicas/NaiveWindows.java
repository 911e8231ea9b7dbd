package dev.breakwater.scripts.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What must be told of flights, computed from lists of them: one result per airport and window, and
 * the positions of those that came too late, by what their partition had reached.
 */
final class NaiveWindows {

  /** The airport of flights that only close windows; nothing is told of it. */
  static final String CLOSING = "END";

  /** The header with the time of an event. */
  static final String TIME = "ce_time";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SIZE = ReplicaOptions.SIZE.toMillis();
  private static final long OUT_OF_ORDERNESS = ReplicaOptions.OUT_OF_ORDERNESS.toMillis();

  /** Results by id. */
  final Map<String, Expected> results = new TreeMap<>();

  /** {@code PARTITION@OFFSET} of late flights. */
  final TreeSet<String> late = new TreeSet<>();

  /**
   * A result.
   *
   * @param time of the latest flight in it
   * @param payload of a replica of the first version
   * @param second payload of a replica of the second version
   */
  record Expected(long time, String payload, String second) {}

  private record Departure(long time, String destination, int delay) {}

  private record Place(String origin, long start) {}

  /**
   * Computes it.
   *
   * @param flights each partition in its order, and at its end one of {@link #CLOSING}
   */
  NaiveWindows(List<ConsumerRecord<byte[], byte[]>> flights) {
    Map<Integer, Long> reached = new TreeMap<>();
    Map<Place, List<Departure>> windows =
        new TreeMap<>(Comparator.comparingLong(Place::start).thenComparing(Place::origin));
    for (ConsumerRecord<byte[], byte[]> record : flights) {
      long time = time(record);
      long latest = reached.getOrDefault(record.partition(), Long.MIN_VALUE / 2);
      JsonNode flight = read(record);
      String origin = flight.get("origin").textValue();
      long start = time / SIZE * SIZE;
      if (start + SIZE <= latest - OUT_OF_ORDERNESS) {
        late.add(record.partition() + "@" + record.offset());
      } else if (!origin.equals(CLOSING)) {
        String destination = flight.get("destination").textValue();
        windows
            .computeIfAbsent(new Place(origin, start), place -> new ArrayList<>())
            .add(new Departure(time, destination, flight.get("delay").intValue()));
      }
      reached.put(record.partition(), Math.max(latest, time));
    }
    windows.forEach(this::tell);
  }

  private void tell(Place place, List<Departure> departures) {
    String from = Instant.ofEpochMilli(place.start()).toString();
    String to = Instant.ofEpochMilli(place.start() + SIZE).toString();
    Measured measured =
        new Measured(
            departures.stream().map(Departure::delay).sorted().toList(),
            departures.stream().map(Departure::destination).distinct().count());
    String head =
        "{\"key\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"revision\":0,\"events\":%d,\"measures\":"
            .formatted(place.origin(), from, to, departures.size());
    results.put(
        from + "/" + to + "/0/" + place.origin(),
        new Expected(
            departures.stream().mapToLong(Departure::time).max().orElseThrow(),
            head + text(measured.byName()) + "}",
            head + text(measured.byNameInSecondVersion()) + "}"));
  }

  /** The measures of one window. */
  private record Measured(List<Integer> delays, long airports) {

    Map<String, String> byName() {
      Map<String, String> all = new TreeMap<>();
      all.put("flights", Integer.toString(delays.size()));
      all.put("airports", Long.toString(airports));
      all.put("delay_sum", Long.toString(sum()));
      all.put("delay_mean", Naive.mean(sum(), delays.size()));
      all.put("delay_min", Integer.toString(delays.get(0)));
      all.put("delay_max", Integer.toString(delays.get(delays.size() - 1)));
      all.put("delay_p50", Naive.quantile(delays, 50));
      all.put("delay_p95", Naive.quantile(delays, 95));
      return all;
    }

    Map<String, String> byNameInSecondVersion() {
      Map<String, String> all = byName();
      all.put("delay_p99", Naive.quantile(delays, 99));
      return all;
    }

    private long sum() {
      return delays.stream().mapToLong(Integer::longValue).sum();
    }
  }

  private static String text(Map<String, String> measures) {
    return measures.entrySet().stream()
        .map(measure -> "\"%s\":%s".formatted(measure.getKey(), measure.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static long time(ConsumerRecord<byte[], byte[]> record) {
    byte[] text = record.headers().lastHeader(TIME).value();
    return Instant.parse(new String(text, UTF_8)).toEpochMilli();
  }

  private static JsonNode read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException("a flight that was sent is no JSON", e);
    }
  }
}
