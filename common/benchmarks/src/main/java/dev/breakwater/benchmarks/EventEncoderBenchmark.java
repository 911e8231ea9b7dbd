package dev.breakwater.benchmarks;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event as the record that the sink writes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class EventEncoderBenchmark {

  /** One subtask, one partition. */
  public static final KafkaRecordSerializationSchema.KafkaSinkContext CONTEXT =
      new KafkaRecordSerializationSchema.KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          return new int[] {0};
        }
      };

  private final EventEncoder encoder = new EventEncoder("clean");
  private final Event[] events = FlightRecords.events();
  private int next;

  @Benchmark
  public @Nullable ProducerRecord<byte[], byte[]> encode() {
    next = (next + 1) % events.length;
    return encoder.serialize(events[next], CONTEXT, null);
  }
}
