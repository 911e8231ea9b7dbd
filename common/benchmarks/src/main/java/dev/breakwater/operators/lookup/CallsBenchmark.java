package dev.breakwater.operators.lookup;

import dev.breakwater.benchmarks.FlightRecords;
import dev.breakwater.operators.event.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call for each flight, none twice and none from the cache, 64 at a time, to a server in the same
 * process: through the whole operator, and by the JDK's asynchronous client alone, which reads the
 * answer and throws it away. The server sends at once ({@code TCP_NODELAY}), as servers in
 * production do and the JDK's does not by itself.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 2, jvmArgsAppend = "-Dsun.net.httpserver.nodelay=true")
@State(Scope.Thread)
public class CallsBenchmark {

  private static final int BATCH = 1_000;

  private final Event[] flights = FlightRecords.events();
  private final LookupStage stage = new LookupStage("/airports/{/origin}?id={id}", "0 s");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore places = new Semaphore(LookupStage.CALLS);
  private int at;

  @Setup
  public void open() throws Exception {
    stage.open();
  }

  @TearDown
  public void close() throws Exception {
    stage.close();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void lookup() throws Exception {
    for (int i = 0; i < BATCH; i++) {
      stage.process(new StreamRecord<>(next()));
    }
    stage.awaitOut(BATCH);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int bare() throws InterruptedException {
    int[] bytes = new int[1];
    for (int i = 0; i < BATCH; i++) {
      URI uri = URI.create(stage.url() + "/airports/PHX?id=" + next().id());
      places.acquire();
      CompletableFuture<?> unused =
          client
              .sendAsync(
                  HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
              .whenComplete(
                  (response, error) -> {
                    bytes[0] += error == null ? response.body().length : 0;
                    places.release();
                  });
    }
    places.acquire(LookupStage.CALLS);
    places.release(LookupStage.CALLS);
    return bytes[0];
  }

  private Event next() {
    at = (at + 1) & (FlightRecords.COUNT - 1);
    return flights[at];
  }
}
