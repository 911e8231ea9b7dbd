package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls over real sockets of the loopback. */
class HttpTransportTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 1_000;

  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  @Test
  void readsAnAnswerAndSendsTheHeaders() throws Exception {
    BlockingQueue<Map<String, List<String>>> sent = new LinkedBlockingQueue<>();
    server.createContext(
        "/",
        exchange -> {
          sent.add(Map.copyOf(exchange.getRequestHeaders()));
          answer(exchange, 200, "{\"city\":\"Phoenix\"}");
        });
    try (HttpTransport transport = transport("1 min", "lookup.headers.Authorization", "Bearer x")) {
      Reply reply = call(transport, "/airports/PHX");
      assertThat(reply.value()).asString(UTF_8).isEqualTo("{\"city\":\"Phoenix\"}");
    }
    Map<String, List<String>> headers = sent.take();
    assertThat(headers).containsEntry("Authorization", List.of("Bearer x"));
    assertThat(headers).containsEntry("Accept", List.of("application/json"));
    assertThat(headers).doesNotContainKey("Upgrade");
  }

  @Test
  void readsRetryAfter() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          answer(exchange, 429, "");
        });
    try (HttpTransport transport = transport("1 min")) {
      Reply reply = call(transport, "/");
      assertThat(reply.ending()).isEqualTo(Ending.OVERLOADED);
      assertThat(reply.retryAfterMillis()).isEqualTo(7_000);
    }
  }

  @Test
  void neverFollowsARedirect() throws Exception {
    BlockingQueue<String> paths = new LinkedBlockingQueue<>();
    server.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          answer(exchange, 302, "");
        });
    try (HttpTransport transport = transport("1 min")) {
      assertThat(call(transport, "/a").ending()).isEqualTo(Ending.REFUSED);
    }
    assertThat(paths).containsExactly("/a");
  }

  @Test
  void readsNoMoreOfALargeAnswerThanItMay() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[64 * 1024];
          try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 16_384; i++) {
              body.write(part);
            }
          } catch (IOException e) {
            refused.countDown();
          }
        });
    try (HttpTransport transport = transport("1 min")) {
      Reply reply = call(transport, "/");
      assertThat(reply.ending()).isEqualTo(Ending.GARBAGE);
      assertThat(reply.message()).contains("larger than 1000 B");
      assertThat(refused.await(DEADLINE.toSeconds(), TimeUnit.SECONDS))
          .as("the connection is closed before a gigabyte")
          .isTrue();
    }
  }

  @Test
  void endsACallAtItsDeadlineWhereTheAnswerTrickles() throws Exception {
    try (ServerSocket dependency = listen();
        HttpTransport transport = transport("200 ms")) {
      transport.call(url(dependency.getLocalPort(), "/"), replies::add);
      try (Socket connection = dependency.accept()) {
        OutputStream out = connection.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"a".getBytes(UTF_8));
        out.flush();
        assertThat(reply().ending()).isEqualTo(Ending.TIMEOUT);
        assertClosedByTheOtherSide(connection);
      }
    }
  }

  @Test
  void endsACallAtItsDeadlineWhereNothingIsSaid() throws Exception {
    try (ServerSocket dependency = listen();
        HttpTransport transport = transport("200 ms")) {
      transport.call(url(dependency.getLocalPort(), "/"), replies::add);
      try (Socket connection = dependency.accept()) {
        assertThat(reply().ending()).isEqualTo(Ending.TIMEOUT);
        assertClosedByTheOtherSide(connection);
      }
    }
  }

  @Test
  void tellsOfConnectionsThatCannotBeMadeOrBreak() throws Exception {
    int nobody;
    try (ServerSocket closed = listen()) {
      nobody = closed.getLocalPort();
    }
    try (HttpTransport transport = transport("1 min");
        ServerSocket dependency = listen()) {
      transport.call(url(nobody, "/"), replies::add);
      assertThat(reply().ending()).isEqualTo(Ending.CONNECTION);
      transport.call(url(dependency.getLocalPort(), "/"), replies::add);
      try (Socket connection = dependency.accept()) {
        connection.getOutputStream().write("HTTP/1.1 200 OK\r\nConte".getBytes(UTF_8));
      }
      assertThat(reply().ending()).isEqualTo(Ending.CONNECTION);
    }
  }

  @Test
  void refusesAUrlThatIsNone() throws Exception {
    try (HttpTransport transport = transport("1 min")) {
      transport.call("http://a b/", replies::add);
      assertThat(reply().ending()).isEqualTo(Ending.REFUSED);
    }
  }

  @Test
  void leavesNoThreadAndNoConnectionWhenItIsClosed() throws Exception {
    try (ServerSocket dependency = listen()) {
      HttpTransport transport = transport("1 min");
      transport.call(url(dependency.getLocalPort(), "/"), replies::add);
      try (Socket connection = dependency.accept()) {
        assertThat(ours()).isNotEmpty();
        transport.close();
        // A thread is there for a moment after its pool has ended.
        Awaitility.await()
            .atMost(DEADLINE)
            .until(() -> ours().stream().noneMatch(name -> name.startsWith("breakwater-lookup-")));
        assertClosedByTheOtherSide(connection);
      }
    }
    // The client's own thread looks every few seconds whether anyone still has the client.
    Awaitility.await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(ours()).isEmpty();
            });
  }

  private static List<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("breakwater-lookup-") || name.startsWith("HttpClient-"))
        .toList();
  }

  private static void assertClosedByTheOtherSide(Socket connection) throws IOException {
    connection.setSoTimeout(Math.toIntExact(DEADLINE.toMillis()));
    InputStream in = connection.getInputStream();
    byte[] request = new byte[4_096];
    int read = 0;
    try {
      while (read >= 0) {
        read = in.read(request);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException e) {
      // Reset: closed as well.
      assertThat(e).isNotNull();
    }
  }

  private Reply call(HttpTransport transport, String path) throws InterruptedException {
    transport.call(url(server.getAddress().getPort(), path), replies::add);
    return reply();
  }

  private Reply reply() throws InterruptedException {
    Reply reply = replies.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    assertThat(reply).as("the call ended").isNotNull();
    return reply;
  }

  private static HttpTransport transport(String deadline, String... pairs) {
    String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 4);
    all[pairs.length] = "lookup.deadline";
    all[pairs.length + 1] = deadline;
    all[pairs.length + 2] = "lookup.max-answer-size";
    all[pairs.length + 3] = MAX_ANSWER + " b";
    return new HttpTransport(LookupConfigs.of(all));
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static String url(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
