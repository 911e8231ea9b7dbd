package dev.breakwater.operators.ledger;

import dev.breakwater.benchmarks.EventEncoderBenchmark;
import dev.breakwater.benchmarks.FlightRecords;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.RawRecords;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
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
 * One record through the operator of one boundary or two, and, first, through one that only hands
 * it on: the difference is what it costs to book it. Buckets of a day, as flights of years go by in
 * seconds.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class BookingBenchmark {

  private static final LedgerConfig CONFIG =
      new LedgerConfig("me.r01", "ledger", TimeUnit.DAYS.toMillis(1));
  private static final OutputTag<RawRecord> ENTRIES =
      new OutputTag<>("ledger-entries", EventTypes.RAW_RECORD);
  private static final String TOPIC = "flights";
  private static final Heading READ = new Heading(Boundary.READ, "");
  private static final Heading RECEIVED = new Heading(Boundary.RECEIVED, "");
  private static final Heading EXIT = new Heading(Boundary.EXIT, "clean");
  private static final Heading WRITTEN = new Heading(Boundary.WRITTEN, "clean");
  private static final int OUTPUT_KEPT = 1_000;

  @Param({"handed-on", "read", "read-and-redriven", "received", "exit", "exit-and-written"})
  public String boundary = "";

  private Object[] records = new Object[0];
  private OneInputStreamOperatorTestHarness<Object, Object> harness = harness("handed-on");
  private int next;

  @Setup
  public void open() throws Exception {
    Event[] events = FlightRecords.events();
    records = events;
    if (boundary.startsWith("read")) {
      records = FlightRecords.raw(0);
    } else if (boundary.equals("received")) {
      records = new Object[events.length];
      for (int i = 0; i < events.length; i++) {
        records[i] = written(events[i], i);
      }
    }
    harness = harness(boundary);
    harness.open();
  }

  @TearDown
  public void close() throws Exception {
    harness.close();
  }

  @Benchmark
  public void record() throws Exception {
    next = (next + 1) % records.length;
    harness.processElement(new StreamRecord<>(records[next]));
    if (next % OUTPUT_KEPT == 0) {
      harness.getOutput().clear();
      if (harness.getSideOutput(ENTRIES) != null) {
        harness.getSideOutput(ENTRIES).clear();
      }
    }
  }

  @SuppressWarnings("unchecked") // the operator is given records of its own type only
  private static OneInputStreamOperatorTestHarness<Object, Object> harness(String boundary) {
    OneInputStreamOperator<?, ?> operator =
        switch (boundary) {
          case "read" -> books().add(READ, RecordBooking.ORIGIN);
          case "read-and-redriven" ->
              books().add(READ, RecordBooking.ORIGIN).add(RECEIVED, RecordBooking.REDRIVEN);
          case "received" -> books().add(RECEIVED, RecordBooking.RECEIVED);
          case "exit" -> outcomes().add(EXIT, OriginBooking.INSTANCE);
          case "exit-and-written" ->
              outcomes().add(EXIT, OriginBooking.INSTANCE).add(WRITTEN, new WrittenBooking(TOPIC));
          default -> new StreamMap<Outcome, Outcome>(outcome -> outcome);
        };
    boolean raw = boundary.startsWith("re");
    TypeInformation<?> type = raw ? EventTypes.RAW_RECORD : EventTypes.EVENT;
    try {
      OneInputStreamOperatorTestHarness<Object, Object> harness =
          new OneInputStreamOperatorTestHarness<>(
              (OneInputStreamOperator<Object, Object>) operator);
      harness.setup((TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl()));
      return harness;
    } catch (Exception e) {
      throw new IllegalStateException("harness could not be made", e);
    }
  }

  private static BookingOperator<RawRecord> books() {
    return new BookingOperator<>(CONFIG, ENTRIES);
  }

  private static BookingOperator<Event> outcomes() {
    return new BookingOperator<>(CONFIG, ENTRIES);
  }

  private static RawRecord written(Event event, long offset) {
    ProducerRecord<byte[], byte[]> record =
        Objects.requireNonNull(
            new EventEncoder(TOPIC).serialize(event, EventEncoderBenchmark.CONTEXT, null));
    return RawRecords.of(
        new ConsumerRecord<>(
            record.topic(),
            0,
            offset,
            event.record().timestamp(),
            TimestampType.CREATE_TIME,
            0,
            0,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
  }
}
