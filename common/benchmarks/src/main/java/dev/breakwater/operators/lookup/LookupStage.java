package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.NullMarked;

/** A lookup operator and, in the same process, a server that answers at once. */
@NullMarked
final class LookupStage implements AutoCloseable {

  static final int CALLS = 64;

  private static final byte[] ANSWER =
      "{\"iata\":\"PHX\",\"name\":\"Phoenix Sky Harbor International\",\"city\":\"Phoenix\"}"
          .getBytes(UTF_8);

  private final ExecutorService workers = Executors.newFixedThreadPool(CALLS);
  private final HttpServer server;
  private final OneInputStreamOperatorTestHarness<Outcome, Outcome> harness;

  LookupStage(String path, String freshFor) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(workers);
      server.createContext("/", LookupStage::answer);
      server.start();
      Settings settings =
          Settings.of(
              Map.of(
                  "job.instance",
                  "benchmark",
                  "lookup.url",
                  url() + path,
                  "lookup.deadline",
                  "30 s",
                  "lookup.max-calls",
                  Integer.toString(CALLS),
                  "lookup.cache.fresh-for",
                  freshFor));
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new LookupOperatorFactory(LookupConfig.from(settings, "airport")),
              EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
      settings.check();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the stage could not be made", e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, ANSWER.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(ANSWER);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void open() throws Exception {
    harness.setup(EventTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  void process(StreamRecord<Outcome> element) throws Exception {
    harness.processElement(element);
  }

  /** Runs the task's mails, as a task waits for them, until so many records are out. */
  void awaitOut(int count) throws Exception {
    int missing = count - forgetOutput();
    while (missing > 0) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      missing -= forgetOutput();
    }
  }

  /** Returns how many records were out. */
  int forgetOutput() {
    int records = 0;
    while (harness.getOutput().poll() != null) {
      records++;
    }
    return records;
  }

  @Override
  public void close() throws Exception {
    harness.close();
    server.stop(0);
    workers.shutdownNow();
  }
}
