package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
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
 * One result, three copies of 200 bytes, through the whole operator, its key included, on RocksDB
 * with its bloom filter on. The second copy comes 1,000 results after the first, the third 2,000.
 *
 * <p>Without checkpoints, and what RocksDB does in threads of its own is not in the time of a
 * result.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class QuorumBenchmark {

  private static final int OUTPUT_KEPT = 1_000;
  private static final int APART = 1_000;
  private static final String[] TOPICS = {"results.a", "results.b", "results.c"};
  private static final byte[] PAYLOAD =
      "{\"flights\":12,\"delay_sum\":\"180.5\",\"delay_mean\":\"15.04\"}"
          .repeat(4)
          .substring(0, 200)
          .getBytes(UTF_8);

  @Param({"first", "quorum", "primary"})
  public String mode = "";

  private KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> harness =
      harness("first");
  private long results;

  @Setup
  public void open() throws Exception {
    harness = harness(mode);
    Configuration settings = new Configuration();
    // The harness has hardly any managed memory.
    settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    EmbeddedRocksDBStateBackend incremental = new EmbeddedRocksDBStateBackend(true);
    harness.setStateBackend(
        incremental.configure(settings, QuorumBenchmark.class.getClassLoader()));
    harness.setup(EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @TearDown
  public void close() throws Exception {
    harness.close();
  }

  @Benchmark
  public void result() throws Exception {
    for (int replica = 0; replica < TOPICS.length; replica++) {
      long number = results - (long) replica * APART;
      if (number >= 0) {
        harness.processElement(new StreamRecord<>(copy(replica, number)));
      }
    }
    if (++results % OUTPUT_KEPT == 0) {
      harness.getOutput().clear();
    }
  }

  private static Event copy(int replica, long number) {
    RawRecord record =
        new RawRecord(TOPICS[replica], 0, number, number, null, PAYLOAD, Headers.EMPTY);
    Attributes attributes =
        new Attributes(
            "window-" + number,
            "/flights",
            "t",
            "key-" + number % 300,
            null,
            null,
            null,
            List.of());
    return new Event(record, attributes, number, PAYLOAD);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Fingerprint, Event, Event> harness(
      String mode) {
    QuorumConfig config =
        QuorumConfig.from(
            Settings.of(
                Map.of(
                    "job.instance", "benchmark",
                    "quorum.replicas", "a=results.a;b=results.b;c=results.c",
                    "quorum.mode", mode)));
    try {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          new QuorumOperator(config, null), Fingerprint::of, Fingerprint.TYPE, 128, 1, 0);
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }
}
