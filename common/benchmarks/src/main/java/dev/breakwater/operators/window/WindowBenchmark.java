package dev.breakwater.operators.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event from its bytes to the windowed state on RocksDB, the bytes of the shuffle included, in
 * one thread: ours, and the same measures in Flink's window operator behind a key-by. What is
 * aggregated and how it is serialized is the same code in both rows, so they differ only in what
 * happens between reading an event and its state.
 *
 * <p>Keys: all of 20,000 alike, or half of the events of one key and the others by a power law. A
 * watermark each 1,000 events, an hour of event time each 500,000; before the shuffle everything is
 * flushed each 20,000 events, as a checkpoint does. What RocksDB does in threads of its own is not
 * in the time of an event; and where events are spread over several tasks behind the shuffle, those
 * of a hot key are not.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class WindowBenchmark {

  private static final int KEYS = 20_000;
  private static final int WATERMARK_EACH = 1_000;
  private static final int FLUSH_EACH = 20_000;
  private static final int EVENTS_PER_HOUR = 500_000;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int PAYLOADS = 1 << 18;
  private static final Attributes ATTRIBUTES =
      new Attributes("flight", "/flights", "t", null, null, null, null, List.of());
  private static final WindowConfig CONFIG = config();

  @Param({"flink", "breakwater"})
  public String operator = "";

  @Param({"uniform", "skewed"})
  public String keys = "";

  private final SplittableRandom random = new SplittableRandom(1);
  private final SliceSerializer network = new SliceSerializer();
  private final DataOutputSerializer sent = new DataOutputSerializer(1 << 12);
  private final DataInputDeserializer received = new DataInputDeserializer();
  private final EventReader reader = new EventReader(CONFIG);
  private final OneInputStreamOperatorTestHarness<Event, Slice> slices = slices();
  private KeyedOneInputStreamOperatorTestHarness<String, Slice, Event> windows =
      windows("breakwater");
  private final byte[][] payloads = new byte[PAYLOADS][];
  private long events;

  @Setup
  public void open() throws Exception {
    makePayloads();
    slices.setup(new SliceSerializer());
    slices.open();
    windows = windows(operator);
    Configuration settings = new Configuration();
    // The harness has hardly any managed memory.
    settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    windows.setStateBackend(
        new EmbeddedRocksDBStateBackend(true)
            .configure(settings, WindowBenchmark.class.getClassLoader()));
    windows.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    windows.open();
  }

  @TearDown
  public void close() throws Exception {
    slices.close();
    windows.close();
  }

  @Benchmark
  public void event() throws Exception {
    Event event = next();
    if (operator.equals("flink")) {
      reader.read(event);
      Partial one = reader.empty();
      reader.addTo(one, event.time());
      shuffle(new Slice(reader.key(), CONFIG.shape().pane(event.time()), one, null), event.time());
    } else {
      slices.processElement(new StreamRecord<>(event, event.time()));
      if (events % FLUSH_EACH == 0) {
        slices.prepareSnapshotPreBarrier(events);
      }
    }
    if (events % WATERMARK_EACH == 0) {
      slices.processWatermark(new Watermark(event.time() - 1));
    }
    deliver();
  }

  private void deliver() throws Exception {
    Queue<Object> output = slices.getOutput();
    while (!output.isEmpty()) {
      Object element = output.remove();
      if (element instanceof Watermark watermark) {
        windows.processWatermark(watermark);
        windows.getOutput().clear();
      } else if (element instanceof StreamRecord<?> record
          && record.getValue() instanceof Slice slice) {
        shuffle(slice, slice.pane());
      }
    }
  }

  private void shuffle(Slice slice, long time) throws Exception {
    sent.clear();
    network.serialize(slice, sent);
    received.setBuffer(sent.getSharedBuffer(), 0, sent.length());
    windows.processElement(new StreamRecord<>(network.deserialize(received), time));
  }

  private Event next() {
    long number = events++;
    long time = number * HOUR / EVENTS_PER_HOUR;
    byte[] value = payloads[(int) (number % payloads.length)];
    RawRecord record = new RawRecord("raw", 0, number, time, null, value, Headers.EMPTY);
    return new Event(record, ATTRIBUTES, time, value);
  }

  private void makePayloads() {
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] =
          "{\"id\":\"flight-%d\",\"delay\":%d,\"distance\":1024,\"origin\":\"airport-%d\",\"destination\":\"D%d\"}"
              .formatted(i, random.nextInt(230) - 20, key(), random.nextInt(50))
              .getBytes(UTF_8);
    }
  }

  private int key() {
    if (keys.equals("uniform")) {
      return random.nextInt(KEYS);
    }
    return random.nextBoolean() ? 0 : (int) (KEYS * Math.pow(random.nextDouble(), 4));
  }

  private static OneInputStreamOperatorTestHarness<Event, Slice> slices() {
    try {
      return new OneInputStreamOperatorTestHarness<>(Window.slices(CONFIG));
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Slice, Event> windows(
      String operator) {
    try {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          operator.equals("flink") ? flinks() : Window.operator(CONFIG),
          Slice::key,
          Types.STRING,
          128,
          1,
          0);
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }

  /** As {@code keyBy(…).window(TumblingEventTimeWindows.of(…)).reduce(…)} makes it. */
  private static OneInputStreamOperator<Slice, Event> flinks() {
    WindowOperatorBuilder<Slice, String, TimeWindow> builder =
        new WindowOperatorBuilder<>(
            TumblingEventTimeWindows.of(Duration.ofHours(1)),
            EventTimeTrigger.create(),
            new ExecutionConfig(),
            Slice.TYPE,
            Slice::key,
            Types.STRING);
    return builder.reduce(
        (one, other) -> {
          one.partial().merge(other.partial());
          return one;
        },
        (key, window, merged, out) ->
            merged.forEach(
                slice ->
                    out.collect(
                        new ResultWriter(CONFIG)
                            .event(key, window.getStart(), window.getEnd(), 0, slice.partial()))));
  }

  private static WindowConfig config() {
    Map<String, String> options = new HashMap<>();
    options.put("window.key", "/origin");
    options.put("window.size", "1 h");
    options.put("window.result.source", "benchmark");
    options.put("aggregate.measures.flights", "count");
    options.put("aggregate.measures.sum", "sum(/delay)");
    options.put("aggregate.measures.mean", "mean(/delay, 2)");
    options.put("aggregate.measures.max", "max(/delay)");
    options.put("aggregate.measures.p95", "quantile(/delay, 0.95)");
    options.put("aggregate.measures.airports", "distinct(/destination)");
    Settings settings = Settings.of(options);
    WindowConfig config = WindowConfig.from(settings, Duration.ofMinutes(5), 64);
    try {
      settings.check();
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
    return config;
  }
}
