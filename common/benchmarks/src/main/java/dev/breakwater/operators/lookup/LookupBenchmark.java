package dev.breakwater.operators.lookup;

import dev.breakwater.benchmarks.FlightRecords;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One flight through the whole operator, its answer in the cache: URL from the payload, cache, the
 * answer into the payload, headers. The harness's own share is in it.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class LookupBenchmark {

  private static final int OUTPUT_KEPT = 1_000;

  private final Event[] flights = FlightRecords.events();
  private final LookupStage stage = new LookupStage("/airports/{/origin}", "1 h");
  private int at;

  @Setup
  public void fillTheCache() throws Exception {
    stage.open();
    for (Event flight : flights) {
      stage.process(new StreamRecord<>(flight));
    }
    stage.awaitOut(flights.length);
  }

  @TearDown
  public void close() throws Exception {
    stage.close();
  }

  @Benchmark
  public void cached() throws Exception {
    stage.process(new StreamRecord<Outcome>(flights[at]));
    at = (at + 1) & (FlightRecords.COUNT - 1);
    if (at % OUTPUT_KEPT == 0) {
      stage.forgetOutput();
    }
  }
}
