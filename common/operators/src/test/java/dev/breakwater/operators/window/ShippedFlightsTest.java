package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.testkit.workload.Flight;
import dev.breakwater.testkit.workload.Flights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/** Every flight that is shipped, by airport and hour, against lists: to the byte. */
class ShippedFlightsTest {

  private static final long OUT_OF_ORDERNESS = TimeUnit.MINUTES.toMillis(10);
  private static final long LONGEST_DELAY = TimeUnit.HOURS.toMillis(3);
  private static final int PARTITIONS = 4;

  /** How much a subtask reads before another one does. */
  private static final int TURN = 2_000;

  private static final int TURNS_TO_RESTART = 40;

  @Test
  void tellsWhatListsTellOfEveryShippedFlight() throws Exception {
    List<List<Sample>> partitions = partitions();
    WindowConfig config = hours();
    NaiveWindows expected = new NaiveWindows(config.shape(), OUT_OF_ORDERNESS, partitions);
    assertThat(expected.results).hasSizeGreaterThan(50_000);
    assertThat(expected.late).hasSizeGreaterThan(1_000);
    try (Pipeline pipeline = new Pipeline(config, new HashMapStateBackend(), PARTITIONS)) {
      read(partitions, pipeline);
      assertThat(pipeline.late).isEqualTo(expected.late);
      assertThat(pipeline.results).isEqualTo(expected.results);
      assertThat(pipeline.openWindows()).isZero();
    }
  }

  /** In turns, with restarts in between, a partition per subtask. */
  private static void read(List<List<Sample>> partitions, Pipeline pipeline) throws Exception {
    int most = partitions.stream().mapToInt(List::size).max().orElseThrow();
    long[] latest = new long[PARTITIONS];
    for (int from = 0, turn = 1; from < most; from += TURN, turn++) {
      for (int subtask = 0; subtask < PARTITIONS; subtask++) {
        List<Sample> samples = partitions.get(subtask);
        for (int i = from; i < Math.min(from + TURN, samples.size()); i++) {
          pipeline.process(subtask, samples.get(i).event());
          latest[subtask] = Math.max(latest[subtask], samples.get(i).time());
        }
        pipeline.watermark(subtask, latest[subtask] - OUT_OF_ORDERNESS - 1);
        pipeline.deliver(subtask, Integer.MAX_VALUE);
      }
      if (turn % TURNS_TO_RESTART == 0) {
        pipeline.restart(PARTITIONS);
      }
    }
    for (int subtask = 0; subtask < PARTITIONS; subtask++) {
      pipeline.watermark(subtask, Long.MAX_VALUE);
      pipeline.deliver(subtask, Integer.MAX_VALUE);
    }
  }

  /** In the order of departure, but one in a hundred comes late. */
  private static List<List<Sample>> partitions() {
    Random random = new Random(2001);
    Flights flights = Flights.load();
    List<List<Sample>> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new ArrayList<>());
    }
    for (int row = 0; row < flights.size(); row++) {
      Flight flight = flights.get(row);
      int partition = random.nextInt(PARTITIONS);
      long late = random.nextInt(100) == 0 ? random.nextLong(LONGEST_DELAY) : 0;
      List<Sample> samples = partitions.get(partition);
      samples.add(
          new Sample(
              partition,
              samples.size(),
              flight.origin(),
              TimeUnit.MINUTES.toMillis(flight.epochMinute()) - late,
              Integer.toString(flight.delay()),
              flight.destination()));
    }
    return partitions;
  }

  private static WindowConfig hours() throws ConfigException {
    Map<String, String> options = new HashMap<>();
    options.put("window.key", "/deep/k/0");
    options.put("window.size", "1 h");
    options.put("window.out-of-orderness", "10 min");
    options.put("window.result.source", "flights");
    NaiveWindows.MEASURES.forEach((name, text) -> options.put("aggregate.measures." + name, text));
    Settings settings = Settings.of(options);
    WindowConfig config = WindowConfig.from(settings, Duration.ofMinutes(5), 64);
    settings.check();
    return config;
  }
}
