package dev.breakwater.scripts.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlinkRestTest {

  private static final String JOBS =
      """
      {"jobs":[{"jid":"a1","name":"ingest","state":"RUNNING","start-time":1000,"end-time":-1,
                "tasks":{"total":4,"running":3,"created":1}}]}
      """;

  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void readsTheOverview() {
    FlinkRest rest = FlinkRest.of(List.of(answering(200, JOBS)));

    assertThat(rest.jobs())
        .containsExactly(new Job("a1", "ingest", "RUNNING", Instant.ofEpochMilli(1000), 4, 3));
    assertThat(rest.jobs().get(0).fullyRunning()).isFalse();
  }

  @Test
  void asksTheNextJobManagerWhenOneIsGoneOrHasNoLeader() {
    URI gone = answering(200, JOBS);
    servers.remove(0).stop(0);
    URI leaderless = answering(503, "{\"errors\":[\"Service temporarily unavailable\"]}");
    URI good = answering(200, JOBS);
    FlinkRest rest = FlinkRest.of(List.of(gone, leaderless, good));

    assertThat(rest.jobs()).hasSize(1);
    assertThat(rest.jobs()).hasSize(1);
    assertThat(rest.address()).isEqualTo(good);
    assertThat(asked).filteredOn(line -> line.contains(":" + leaderless.getPort())).hasSize(1);
  }

  @Test
  void saysUrlStatusAndTheFirstLineOfAnError() {
    URI base = answering(404, "{\"errors\":[\"Job a1 not found\\n at some.Class\"]}");
    FlinkRestException failure =
        catchThrowableOfType(
            FlinkRestException.class, () -> FlinkRest.of(List.of(base)).checkpoints("a1"));

    assertThat(failure).hasMessage(base + "/jobs/a1/checkpoints: 404 Job a1 not found");
    assertThat(failure.notFound()).isTrue();
    assertThat(failure.unavailable()).isFalse();
  }

  @Test
  void doesNotSendAStopTwiceWhenTheAnswerIsLate() {
    URI silent = answering(0, "");
    URI other = answering(202, "{\"request-id\":\"r\"}");
    FlinkRest rest = FlinkRest.of(List.of(silent, other), null, Duration.ofMillis(300));

    FlinkRestException failure =
        catchThrowableOfType(FlinkRestException.class, () -> rest.stop("a1", null, false));

    assertThat(failure.unavailable()).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void readsCheckpointsAndTheOutcomeOfASavepoint() {
    FlinkRest checkpoints =
        FlinkRest.of(
            List.of(
                answering(
                    200,
                    """
                    {"counts":{"restored":1,"total":9,"in_progress":1,"completed":7,"failed":1},
                     "latest":{"completed":{"id":7,"status":"COMPLETED","is_savepoint":false,
                       "trigger_timestamp":5000,"end_to_end_duration":40,"state_size":1234,
                       "external_path":"file:/c/chk-7"},"savepoint":null,"failed":null,
                       "restored":{"id":3,"restore_timestamp":4000,"is_savepoint":true,
                       "external_path":"file:/s"}},"history":[]}
                    """)));
    Checkpoints read = checkpoints.checkpoints("a1");

    assertThat(read.latestCompleted())
        .isEqualTo(
            new Checkpoints.Checkpoint(
                7,
                "COMPLETED",
                false,
                Instant.ofEpochMilli(5000),
                Duration.ofMillis(40),
                1234,
                "file:/c/chk-7",
                ""));
    assertThat(read.restored())
        .isEqualTo(new Checkpoints.Restored(3, Instant.ofEpochMilli(4000), true, "file:/s"));

    FlinkRest failed =
        FlinkRest.of(
            List.of(
                answering(
                    200,
                    """
                    {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"X",
                     "stack-trace":"X: a\\n at b\\nCaused by: Y: disk full\\n at c"}}}
                    """)));
    assertThat(failed.savepoint("a1", "r")).isEqualTo(new Operation(true, "", "Y: disk full"));
  }

  @Test
  void asksForMetricsByName() {
    FlinkRest rest =
        FlinkRest.of(List.of(answering(200, "[{\"id\":\"numRestarts\",\"value\":\"2\"}]")));

    assertThat(rest.metrics("/jobs/a1", List.of("numRestarts", "uptime")))
        .isEqualTo(Map.of("numRestarts", "2"));
    assertThat(asked.get(0)).endsWith("GET /jobs/a1/metrics?get=numRestarts%2Cuptime");
  }

  /** A server that gives this answer to everything, or never answers when the status is 0. */
  private URI answering(int status, String body) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, status, body));
      server.start();
      servers.add(server);
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    synchronized (asked) {
      asked.add(
          ":%d %s %s"
              .formatted(
                  exchange.getLocalAddress().getPort(),
                  exchange.getRequestMethod(),
                  exchange.getRequestURI()));
    }
    if (status == 0) {
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
