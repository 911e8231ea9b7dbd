package dev.breakwater.operators.isolate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class IsolatedOperatorTest {

  private static final long NOW = 1_234;

  @Test
  void passesOnWhatTheFunctionReturns() throws Exception {
    Event other = event(7);

    assertThat(resultOf(event -> other)).isEqualTo(other);
  }

  @Test
  void passesOnADeadLetterOfTheFunction() throws Exception {
    Outcome outcome =
        resultOf(event -> new DeadLetter(event.record(), Reason.EXPIRED, "own", "old", null, 1));

    assertThat(((DeadLetter) outcome).reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void makesADeadLetterWithItsPositionOfARecordThatTheFunctionThrowsFor() throws Exception {
    DeadLetter letter =
        poison(
            event -> {
              throw new IllegalArgumentException("price is negative");
            });

    assertThat(letter.reason()).isEqualTo(Reason.POISON);
    assertThat(letter.record().position()).isEqualTo("orders-3@42");
    assertThat(letter.record()).isEqualTo(event(42).record());
    assertThat(letter.stage()).isEqualTo("price");
    assertThat(letter.message()).isEqualTo("price is negative");
    assertThat(letter.exceptionClass()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(letter.failedAt()).isEqualTo(NOW);
  }

  @Test
  void takesReasonAndMessageFromARejection() throws Exception {
    DeadLetter letter =
        poison(
            event -> {
              throw new RejectedException(Reason.INVALID, "no price");
            });

    assertThat(letter.reason()).isEqualTo(Reason.INVALID);
    assertThat(letter.message()).isEqualTo("no price");
    assertThat(letter.exceptionClass()).isNull();
  }

  @Test
  void survivesAStructureThatIsTooDeepForTheStack() throws Exception {
    DeadLetter letter = poison(event -> descend(event, 100_000_000));

    assertThat(letter.exceptionClass()).isEqualTo("java.lang.StackOverflowError");
    assertThat(letter.message()).isEqualTo("no message");
  }

  @Test
  @SuppressWarnings("NullAway") // What a function that is not checked may do.
  void takesNullForPoison() throws Exception {
    assertThat(poison(event -> null).message()).isEqualTo("the function returned null");
  }

  @Test
  void survivesAnExceptionWhoseMessageThrows() throws Exception {
    DeadLetter letter =
        poison(
            event -> {
              throw new UnspeakableException();
            });

    assertThat(letter.message())
        .isEqualTo("the message itself cannot be read: java.lang.UnsupportedOperationException");
    assertThat(letter.exceptionClass()).isEqualTo(UnspeakableException.class.getName());
  }

  @Test
  void goesOnWithTheNextRecord() throws Exception {
    IsolatedFunction oddOnly =
        event -> {
          if (event.record().offset() % 2 == 0) {
            throw new IllegalStateException("even");
          }
          return event;
        };
    try (var harness = harness(oddOnly)) {
      for (long offset = 0; offset < 1_000; offset++) {
        harness.processElement(new StreamRecord<>(event(offset), offset));
      }

      List<Outcome> outcomes = harness.extractOutputValues();
      assertThat(outcomes).hasSize(1_000);
      for (int i = 0; i < outcomes.size(); i++) {
        assertThat(outcomes.get(i).record().offset()).isEqualTo(i);
        assertThat(outcomes.get(i) instanceof DeadLetter).isEqualTo(i % 2 == 0);
      }
    }
  }

  @Test
  void failsOnAnErrorOfTheInfrastructure() throws Exception {
    IOException disk = new IOException("disk");

    assertThatThrownBy(
            () ->
                resultOf(
                    event -> {
                      throw disk;
                    }))
        .isSameAs(disk);
  }

  @Test
  void failsWhenMemoryIsShort() throws Exception {
    OutOfMemoryError heap = new OutOfMemoryError("heap");

    assertThatThrownBy(
            () ->
                resultOf(
                    event -> {
                      throw heap;
                    }))
        .isSameAs(heap);
  }

  @Test
  void failsOnAnErrorOfWhatComesBehind() throws Exception {
    IllegalStateException behind = new IllegalStateException("behind");
    try (var harness =
        new OneInputStreamOperatorTestHarness<Event, Outcome>(
            new IsolatedOperator(event -> event, "price"))) {
      harness.setOutputCreator(serializer -> new ThrowingOutput(behind));
      harness.setup();
      harness.open();

      assertThatThrownBy(() -> harness.processElement(new StreamRecord<>(event(1), 1)))
          .isSameAs(behind);
    }
  }

  @Test
  void opensAndClosesARichFunction() throws Exception {
    RichFunction.calls = "";
    try (var harness = harness(new RichFunction())) {
      harness.processElement(new StreamRecord<>(event(1), 1));
    }

    assertThat(RichFunction.calls).isEqualTo("open map close ");
  }

  private static Event descend(Event event, int levels) {
    return levels == 0 ? event : descend(event, levels - 1);
  }

  private static DeadLetter poison(IsolatedFunction function) throws Exception {
    return (DeadLetter) resultOf(function);
  }

  private static Outcome resultOf(IsolatedFunction function) throws Exception {
    try (var harness = harness(function)) {
      harness.setProcessingTime(NOW);
      harness.processElement(new StreamRecord<>(event(42), 99));
      List<StreamRecord<? extends Outcome>> output = harness.extractOutputStreamRecords();
      assertThat(output).hasSize(1);
      assertThat(output.get(0).getTimestamp()).isEqualTo(99);
      return output.get(0).getValue();
    }
  }

  private static OneInputStreamOperatorTestHarness<Event, Outcome> harness(
      IsolatedFunction function) throws Exception {
    OneInputStreamOperatorTestHarness<Event, Outcome> harness =
        new OneInputStreamOperatorTestHarness<>(
            new IsolatedOperator(function, "price"),
            EventTypes.EVENT.createSerializer(new SerializerConfigImpl()));
    harness.setup(EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    harness.open();
    return harness;
  }

  private static Event event(long offset) {
    byte[] value = "{}".getBytes(UTF_8);
    RawRecord record = new RawRecord("orders", 3, offset, 5, null, value, Headers.EMPTY);
    Attributes attributes =
        new Attributes("id-" + offset, "/test", "test", null, null, null, null, List.of());
    return new Event(record, attributes, 5, value);
  }

  private static final class UnspeakableException extends RuntimeException {

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class RichFunction extends AbstractRichFunction implements IsolatedFunction {

    static String calls = "";

    @Override
    public void open(OpenContext context) {
      calls += "open ";
    }

    @Override
    public Outcome map(Event event) {
      calls += "map ";
      return event;
    }

    @Override
    public void close() {
      calls += "close ";
    }
  }

  private record ThrowingOutput(RuntimeException failure) implements Output<StreamRecord<Outcome>> {

    @Override
    public void collect(StreamRecord<Outcome> element) {
      throw failure;
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
      throw failure;
    }

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {}

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent event) {}

    @Override
    public void close() {}
  }
}
