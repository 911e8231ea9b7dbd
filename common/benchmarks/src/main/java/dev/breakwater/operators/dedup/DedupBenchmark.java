package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
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
 * One event through the whole operator, its key included, on RocksDB with its bloom filter on; one
 * event in twenty is a duplicate. Beside it the same work as Flink's documentation teaches it: one
 * state with a time to live, read and written per event.
 *
 * <p>Without checkpoints, and what RocksDB does in threads of its own is not in the time of an
 * event.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class DedupBenchmark {

  private static final OutputTag<Event> DUPLICATES =
      new OutputTag<>("duplicates", EventTypes.EVENT);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int OUTPUT_KEPT = 1_000;
  private static final int ONE_DUPLICATE_IN = 20;
  private static final byte[] PAYLOAD = {1};

  @Param({"value-state", "breakwater"})
  public String operator = "";

  private final SplittableRandom random = new SplittableRandom(1);
  private KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> harness =
      harness("breakwater");
  private long events;

  @Setup
  public void open() throws Exception {
    harness = harness(operator);
    Configuration settings = new Configuration();
    // The harness has hardly any managed memory.
    settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    EmbeddedRocksDBStateBackend incremental = new EmbeddedRocksDBStateBackend(true);
    harness.setStateBackend(incremental.configure(settings, DedupBenchmark.class.getClassLoader()));
    harness.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @TearDown
  public void close() throws Exception {
    harness.close();
  }

  @Benchmark
  public void event() throws Exception {
    harness.processElement(new StreamRecord<>(next()));
    if (++events % OUTPUT_KEPT == 0) {
      forgetOutput();
    }
  }

  private void forgetOutput() {
    harness.getOutput().clear();
    if (harness.getSideOutput(DUPLICATES) != null) {
      harness.getSideOutput(DUPLICATES).clear();
    }
  }

  private Event next() {
    long number =
        events > 0 && random.nextInt(ONE_DUPLICATE_IN) == 0 ? random.nextLong(events) : events;
    RawRecord record = new RawRecord("raw", 0, number, number, null, PAYLOAD, Headers.EMPTY);
    Attributes attributes =
        new Attributes("flight-" + number, "/flights", "t", null, null, null, null, List.of());
    return new Event(record, attributes, number, PAYLOAD);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> harness(
      String operator) {
    OneInputStreamOperator<Event, Event> dedup =
        operator.equals("breakwater")
            ? new DedupOperator(new DedupConfig("me.r01", HOUR, 2 * HOUR, 64 << 20), DUPLICATES)
            : new KeyedProcessOperator<>(new FirstOnly());
    try {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          dedup, Fingerprint::of, Fingerprint.TYPE, 128, 1, 0);
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }

  private static final class FirstOnly extends KeyedProcessFunction<Fingerprint, Event, Event> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> seen;

    @Override
    public void open(OpenContext context) {
      ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("seen", Types.LONG);
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(2)).build());
      seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(Event event, Context context, Collector<Event> out)
        throws Exception {
      if (seen.value() != null) {
        context.output(DUPLICATES, event);
        return;
      }
      seen.update(event.record().timestamp());
      out.collect(event);
    }
  }
}
