package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The operators, in a random order of reading, flushing, delivering and restarting at another
 * parallelism, against lists: results to the byte, and which events are late.
 */
class WindowModelTest {

  private static final long OUT_OF_ORDERNESS = 100;

  @ParameterizedTest
  @CsvSource({
    "tumbling, 1000, 0, 32 mb, 300",
    "tumbling, 500, 400, 8 kb, 300",
    "tumbling, 300, 0, 0 b, 100",
    "hopping, 1000, 0, 32 mb, 200",
    "hopping, 600, 350, 6 kb, 200",
    "session, 60, 0, 32 mb, 300",
    "session, 40, 150, 6 kb, 300"
  })
  void tellsWhatListsTell(String kind, long size, long lateness, String memory, int events)
      throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("window.key", "/deep/k/0");
    options.put("window.kind", kind);
    options.put(kind.equals("session") ? "window.gap" : "window.size", size + " ms");
    if (kind.equals("hopping")) {
      options.put("window.slide", size / 4 + " ms");
    }
    options.put("window.lateness", lateness + " ms");
    options.put("window.out-of-orderness", OUT_OF_ORDERNESS + " ms");
    options.put("window.pre-aggregation.max-memory", memory);
    options.put("window.result.source", "model");
    NaiveWindows.MEASURES.forEach((name, text) -> options.put("aggregate.measures." + name, text));
    Settings settings = Settings.of(options);
    WindowConfig config = WindowConfig.from(settings, Duration.ofMinutes(5), 64);
    settings.check();
    for (long seed = 1; seed <= 9; seed++) {
      // RocksDB is slow to open and close.
      StateBackend backend =
          seed == 9 ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
      check(config, backend, seed, events);
    }
  }

  private static void check(WindowConfig config, StateBackend backend, long seed, int events)
      throws Exception {
    List<List<Sample>> partitions = Sample.partitions(new Random(seed), events, OUT_OF_ORDERNESS);
    NaiveWindows expected = new NaiveWindows(config.shape(), OUT_OF_ORDERNESS, partitions);
    for (int order = 0; order < 2; order++) {
      Random random = new Random(seed * 31 + order);
      try (Pipeline pipeline = new Pipeline(config, backend, 1 + random.nextInt(3))) {
        new Reader(pipeline, partitions, random).readAll();
        assertThat(pipeline.late).as("seed %d, order %d", seed, order).isEqualTo(expected.late);
        assertThat(pipeline.results)
            .as("seed %d, order %d", seed, order)
            .isEqualTo(expected.results);
        assertThat(pipeline.openWindows()).isZero();
        assertThat(pipeline.timers()).isZero();
      }
    }
  }

  /** A source that reads partitions in a random order, with watermarks as Flink's source has. */
  private static final class Reader {

    private final Pipeline pipeline;
    private final List<List<Sample>> partitions;
    private final Random random;
    private final int[] positions;
    private final List<Long> latest = new ArrayList<>();

    Reader(Pipeline pipeline, List<List<Sample>> partitions, Random random) {
      this.pipeline = pipeline;
      this.partitions = partitions;
      this.random = random;
      this.positions = new int[partitions.size()];
      forget();
    }

    private void forget() {
      latest.clear();
      partitions.forEach(partition -> latest.add(Long.MIN_VALUE));
    }

    void readAll() throws Exception {
      int left = partitions.stream().mapToInt(List::size).sum();
      while (left > 0) {
        int action = random.nextInt(1_000);
        if (action < 700) {
          left -= read(random.nextInt(partitions.size())) ? 1 : 0;
        } else if (action < 850) {
          watermark(random.nextInt(pipeline.subtasks()));
        } else if (action < 995) {
          pipeline.deliver(random.nextInt(pipeline.subtasks()), 1 + random.nextInt(20));
        } else {
          pipeline.restart(1 + random.nextInt(3));
          forget();
        }
      }
      for (int subtask = 0; subtask < pipeline.subtasks(); subtask++) {
        pipeline.watermark(subtask, Long.MAX_VALUE);
        pipeline.deliver(subtask, Integer.MAX_VALUE);
      }
    }

    private boolean read(int partition) throws Exception {
      List<Sample> samples = partitions.get(partition);
      if (positions[partition] == samples.size()) {
        return false;
      }
      Sample sample = samples.get(positions[partition]++);
      latest.set(partition, Math.max(latest.get(partition), sample.time()));
      pipeline.process(partition % pipeline.subtasks(), sample.event());
      return true;
    }

    private void watermark(int subtask) throws Exception {
      long least = Long.MAX_VALUE;
      for (int partition = subtask;
          partition < partitions.size();
          partition += pipeline.subtasks()) {
        least = Math.min(least, latest.get(partition));
      }
      if (least != Long.MIN_VALUE && least != Long.MAX_VALUE) {
        pipeline.watermark(subtask, least - OUT_OF_ORDERNESS - 1);
      }
    }
  }
}
