package dev.breakwater.benchmarks;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One envelope to bytes and back, as between the tasks of a job. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class EnvelopeSerializerBenchmark {

  private final Wire<Event> events = new Wire<>(EventTypes.EVENT, FlightRecords.events());
  private final Wire<RawRecord> records = new Wire<>(EventTypes.RAW_RECORD, FlightRecords.raw(0));

  @Benchmark
  public int eventOut() throws IOException {
    return events.write();
  }

  @Benchmark
  public Event eventIn() throws IOException {
    return events.read();
  }

  @Benchmark
  public int rawRecordOut() throws IOException {
    return records.write();
  }

  @Benchmark
  public RawRecord rawRecordIn() throws IOException {
    return records.read();
  }

  /** Envelopes, each also as bytes, taken in turn. */
  private static final class Wire<T> {

    private final TypeSerializer<T> serializer;
    private final T[] values;
    private final byte[][] bytes;
    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private int next;

    Wire(TypeInformation<T> type, T[] values) {
      this.serializer = type.createSerializer(new SerializerConfigImpl());
      this.values = values;
      this.bytes = new byte[values.length][];
      try {
        for (int i = 0; i < values.length; i++) {
          out.clear();
          serializer.serialize(values[i], out);
          bytes[i] = out.getCopyOfBuffer();
        }
      } catch (IOException e) {
        throw new IllegalStateException("the material cannot be serialized", e);
      }
    }

    int write() throws IOException {
      out.clear();
      serializer.serialize(values[next()], out);
      return out.length();
    }

    T read() throws IOException {
      in.setBuffer(bytes[next()]);
      return serializer.deserialize(in);
    }

    private int next() {
      next = (next + 1) % values.length;
      return next;
    }
  }
}
