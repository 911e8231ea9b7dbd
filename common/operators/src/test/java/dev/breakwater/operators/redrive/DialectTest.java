package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Dead letters byte for byte as the frameworks write them. */
class DialectTest {

  @Test
  void readsWhatOurOwnEncoderWrites() {
    RawRecord raw = new RawRecord("raw", 3, 42, 1_000, null, "x".getBytes(UTF_8), Headers.EMPTY);
    DeadLetter letter =
        new DeadLetter(raw, Reason.DEPENDENCY, "enrich", "no answer", "java.io.IOException", 9_000);
    Failure failure = read(ours(letter));
    assertThat(failure)
        .isEqualTo(
            new Failure(
                Dialect.BREAKWATER,
                "dependency",
                "enrich",
                "orders-enrich.r02",
                new Failure.Original("raw", 3, 42, Failure.NONE),
                new Failure.Times(1, 9_000, 9_000),
                false));
  }

  @Test
  void knowsOurStubs() {
    byte[] large = new byte[100_000];
    RawRecord raw = new RawRecord("raw", 3, 42, 1_000, null, large, Headers.EMPTY);
    DeadLetter letter = new DeadLetter(raw, Reason.OVERSIZED, "decode", "too large", null, 9_000);
    assertThat(read(ours(letter)).stub()).isTrue();
  }

  @Test
  void readsKafkaConnect() {
    Letters letter =
        Letters.letter()
            .with("__connect.errors.topic", "orders")
            .with("__connect.errors.partition", "2")
            .with("__connect.errors.offset", "1234567890123")
            .with("__connect.errors.connector.name", "orders-sink")
            .with("__connect.errors.task.id", "0")
            .with("__connect.errors.stage", "VALUE_CONVERTER")
            .with("__connect.errors.class.name", "org.apache.kafka.connect.json.JsonConverter")
            .with(
                "__connect.errors.exception.class.name",
                "org.apache.kafka.connect.errors.DataException")
            .with("__connect.errors.exception.message", "Converting byte[] failed")
            .with("__connect.errors.exception.stacktrace", "org.apache…\n\tat …");
    assertThat(read(letter.headers()))
        .isEqualTo(
            new Failure(
                Dialect.CONNECT,
                "DataException",
                "VALUE_CONVERTER",
                "orders-sink",
                new Failure.Original("orders", 2, 1_234_567_890_123L, Failure.NONE),
                new Failure.Times(1, Failure.NONE, Failure.NONE),
                false));
  }

  /** As its handlers do: everything by {@code StringSerializer}, the exception by toString. */
  @Test
  void readsKafkaStreams() {
    Exception thrown = new IllegalStateException("bad: state");
    Letters letter = Letters.letter();
    try (StringSerializer text = new StringSerializer()) {
      letter
          .with("__streams.errors.exception", text.serialize("t", thrown.toString()))
          .with("__streams.errors.message", text.serialize("t", thrown.getMessage()))
          .with("__streams.errors.stacktrace", text.serialize("t", "java.lang…"))
          .with("__streams.errors.topic", text.serialize("t", "clicks"))
          .with("__streams.errors.partition", text.serialize("t", String.valueOf(1)))
          .with("__streams.errors.offset", text.serialize("t", String.valueOf(99L)));
    }
    assertThat(read(letter.headers()))
        .isEqualTo(
            new Failure(
                Dialect.STREAMS,
                "IllegalStateException",
                null,
                null,
                new Failure.Original("clicks", 1, 99, Failure.NONE),
                new Failure.Times(1, Failure.NONE, Failure.NONE),
                false));
  }

  /** Numbers as big-endian bytes, and the cause is what the listener threw. */
  @Test
  void readsSpringKafka() {
    Letters letter =
        Letters.letter()
            .with("kafka_dlt-original-topic", "orders")
            .with("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(7).array())
            .with("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(1L << 40).array())
            .with("kafka_dlt-original-timestamp", ByteBuffer.allocate(8).putLong(5_555).array())
            .with("kafka_dlt-original-timestamp-type", "CreateTime")
            .with("kafka_dlt-original-consumer-group", "billing")
            .with(
                "kafka_dlt-exception-fqcn",
                "org.springframework.kafka.listener.ListenerExecutionFailedException")
            .with("kafka_dlt-exception-cause-fqcn", "java.net.SocketTimeoutException")
            .with("kafka_dlt-exception-message", "Listener failed")
            .with("kafka_dlt-exception-stacktrace", "org.springframework…");
    assertThat(read(letter.headers()))
        .isEqualTo(
            new Failure(
                Dialect.SPRING,
                "SocketTimeoutException",
                null,
                "billing",
                new Failure.Original("orders", 7, 1L << 40, 5_555),
                new Failure.Times(1, Failure.NONE, Failure.NONE),
                false));
  }

  @Test
  void takesNumbersOfSpringAlsoAsText() {
    Letters letter =
        Letters.letter()
            .with("kafka_dlt-original-topic", "orders")
            .with("kafka_dlt-original-partition", "7")
            .with("kafka_dlt-original-offset", "123");
    assertThat(read(letter.headers()).original())
        .isEqualTo(new Failure.Original("orders", 7, 123, Failure.NONE));
  }

  @Test
  void countsOnWhereAnEarlierFailureWasOurs() {
    Letters letter =
        Letters.letter()
            .with(DeadLetterHeaders.ATTEMPTS, "2")
            .with(DeadLetterHeaders.FIRST_FAILURE, "1000")
            .with("__connect.errors.topic", "orders");
    Failure failure = read(letter.headers());
    assertThat(failure.dialect()).isEqualTo(Dialect.CONNECT);
    assertThat(failure.times()).isEqualTo(new Failure.Times(3, 1_000, Failure.NONE));
  }

  @Test
  void aRecordInNoDialectHasNoFailure() {
    assertThat(Dialect.read(Headers.EMPTY)).isNull();
    assertThat(Dialect.read(Letters.letter().with("traceparent", "00-…").headers())).isNull();
    assertThat(Dialect.read(Letters.letter().with(DeadLetterHeaders.ATTEMPTS, "1").headers()))
        .as("what a record keeps that was sent again")
        .isNull();
  }

  @Test
  void garbageCountsAsAbsentAndNeverThrows() {
    String[] names = {
      DeadLetterHeaders.REASON,
      DeadLetterHeaders.ATTEMPTS,
      DeadLetterHeaders.LAST_FAILURE,
      "__connect.errors.topic",
      "__connect.errors.offset",
      "__streams.errors.exception",
      "__streams.errors.partition",
      "kafka_dlt-original-topic",
      "kafka_dlt-original-partition",
      "kafka_dlt-original-offset"
    };
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      Letters letter = Letters.letter();
      for (String name : names) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        letter.with(name, random.nextInt(5) == 0 ? null : bytes);
      }
      Failure failure = Dialect.read(letter.headers());
      if (failure != null) {
        assertThat(failure.times().count()).isPositive();
        assertThat(failure.original().offset()).isGreaterThanOrEqualTo(Failure.NONE);
        assertThat(failure.original().partition()).isGreaterThanOrEqualTo(Failure.NONE);
        assertThat(failure.times().last()).isGreaterThanOrEqualTo(Failure.NONE);
        assertThat(failure.reason()).isNotEmpty();
      }
    }
  }

  private static Failure read(Headers headers) {
    return Objects.requireNonNull(Dialect.read(headers));
  }

  private static Headers ours(DeadLetter letter) {
    DeadLetterEncoder encoder = new DeadLetterEncoder("dead", "orders-enrich.r02", 8_192);
    ProducerRecord<byte[], byte[]> written =
        Objects.requireNonNull(encoder.serialize(letter, new AnyContext(), null));
    return Letters.read(written, 0, 0).headers();
  }

  /** No encoder of ours looks at it. */
  private static final class AnyContext implements KafkaSinkContext {

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
  }
}
