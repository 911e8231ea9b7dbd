package dev.breakwater.operators.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
 * One event of a key that nothing is parked of, through the whole operator on RocksDB, while a
 * thousand other keys are parked. Beside it the row of the key read for every event.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class QuarantineBenchmark {

  private static final int PARKED = 1_000;
  private static final int KEYS = 100_000;
  private static final int OUTPUT_KEPT = 1_000;
  private static final byte[] PAYLOAD = {1};

  @Param({"value-state", "breakwater"})
  public String operator = "";

  private KeyedOneInputStreamOperatorTestHarness<QuarantineKey, Outcome, Outcome> harness =
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
    harness.setStateBackend(
        incremental.configure(settings, QuarantineBenchmark.class.getClassLoader()));
    harness.setup(EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    harness.open();
    for (long number = 0; number < PARKED; number++) {
      harness.processElement(
          new StreamRecord<>(
              new DeadLetter(
                  record("parked-" + number, number), Reason.DEPENDENCY, "lookup", "", null, 0)));
    }
  }

  @TearDown
  public void close() throws Exception {
    harness.close();
  }

  @Benchmark
  public void event() throws Exception {
    harness.processElement(new StreamRecord<>(next()));
    if (++events % OUTPUT_KEPT == 0) {
      harness.getOutput().clear();
    }
  }

  private Event next() {
    RawRecord record = record("flight-" + events % KEYS, events);
    Attributes attributes =
        new Attributes("id-" + events, "/flights", "t", null, null, null, null, List.of());
    return new Event(record, attributes, events, PAYLOAD);
  }

  private static RawRecord record(String key, long number) {
    return new RawRecord("in", 0, number, number, key.getBytes(UTF_8), PAYLOAD, Headers.EMPTY);
  }

  private static KeyedOneInputStreamOperatorTestHarness<QuarantineKey, Outcome, Outcome> harness(
      String operator) {
    QuarantineConfig limits =
        new QuarantineConfig(
            true,
            Set.of(Reason.DEPENDENCY),
            TimeUnit.HOURS.toMillis(1),
            10_000,
            16 << 20,
            1 << 30,
            LimitPolicy.RELEASE);
    OneInputStreamOperator<Outcome, Outcome> quarantine =
        operator.equals("breakwater")
            ? new QuarantineOperator(limits)
            : new KeyedProcessOperator<>(new AlwaysReading());
    try {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          quarantine, QuarantineKey::of, QuarantineKey.TYPE, 128, 1, 0);
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }

  private static final class AlwaysReading
      extends KeyedProcessFunction<QuarantineKey, Outcome, Outcome> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Line> lines;

    @Override
    public void open(OpenContext context) {
      lines =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("lines", LineSerializer.INSTANCE));
    }

    @Override
    public void processElement(Outcome outcome, Context context, Collector<Outcome> out)
        throws Exception {
      if (outcome instanceof DeadLetter) {
        lines.update(new Line(0, 1, 1, 0, 64, 0, 0));
      } else if (lines.value() != null) {
        return;
      }
      out.collect(outcome);
    }
  }
}
