package dev.breakwater.benchmarks;

import dev.breakwater.operators.decode.Decoder;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** One flight as plain JSON, parsed, validated and mapped. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class DecoderBenchmark {

  /** Share of records that end among the dead letters. */
  @Param({"0", "0.005", "0.99"})
  public double broken;

  private final Decoder decoder = new Decoder(FlightRecords.decoding());
  private RawRecord[] records = {};
  private int next;

  @Setup
  public void load() {
    records = FlightRecords.raw(broken);
  }

  @Benchmark
  public Outcome decode() {
    next = (next + 1) % records.length;
    return decoder.decode(records[next], FlightRecords.NOW);
  }
}
