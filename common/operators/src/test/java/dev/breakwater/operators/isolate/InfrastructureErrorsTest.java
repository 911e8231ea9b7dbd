package dev.breakwater.operators.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InfrastructureErrorsTest {

  static Stream<Throwable> surroundings() {
    return Stream.of(
        new IOException("disk"),
        new FileNotFoundException("model.bin"),
        new ClosedByInterruptException(),
        new UncheckedIOException(new IOException("disk")),
        new FlinkException("state"),
        new FlinkRuntimeException("state"),
        new CancelTaskException(),
        new KafkaException("broker"),
        new RecordTooLargeException("record"),
        new InterruptedException(),
        new RuntimeException(new InterruptedException()),
        new TimeoutException(),
        new ExecutionException(new IOException("socket")),
        new CompletionException(new KafkaException("broker")),
        new OutOfMemoryError("heap"),
        new InternalError(),
        new RuntimeException(new OutOfMemoryError("heap")),
        new NoClassDefFoundError("com/example/Model"),
        new ExceptionInInitializerError(new IllegalStateException()));
  }

  static Stream<Throwable> records() {
    return Stream.of(
        new IllegalArgumentException("negative price"),
        new NullPointerException(),
        new ArithmeticException(),
        new ClassCastException(),
        new StackOverflowError(),
        new RuntimeException(new StackOverflowError()),
        new AssertionError("never"),
        new Exception("checked"),
        new JsonParseException(null, "unexpected end"),
        new UncheckedIOException(new JsonParseException(null, "unexpected end")),
        new MalformedInputException(1),
        new ZipException("not in GZIP format"),
        new SerializationException("no such schema"));
  }

  @ParameterizedTest
  @MethodSource("surroundings")
  void takesForInfrastructure(Throwable error) {
    assertThat(InfrastructureErrors.contains(error)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("records")
  void takesForTheFaultOfTheRecord(Throwable error) {
    assertThat(InfrastructureErrors.contains(error)).isFalse();
  }

  @Test
  void endsOnARingOfCauses() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(InfrastructureErrors.contains(one)).isFalse();
  }
}
