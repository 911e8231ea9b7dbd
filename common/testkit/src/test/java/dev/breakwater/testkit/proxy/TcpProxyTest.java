package dev.breakwater.testkit.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says back whatever it hears. */
class TcpProxyTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int ANSWER_MILLIS = 20_000;
  private static final int SILENCE_MILLIS = 300;

  private final AtomicLong heard = new AtomicLong();
  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    echo = new ServerSocket(0, 16, loopback);
    daemon(this::acceptAll);
    proxy = TcpProxy.start(0, new InetSocketAddress(loopback, echo.getLocalPort()), 1);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesEveryByteBothWays() throws IOException {
    byte[] sent = new byte[3_000_000];
    new Random(7).nextBytes(sent);
    try (Socket socket = connect()) {
      daemon(
          () -> {
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
          });
      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(sent);
    }
    assertThat(proxy.forwarded()).isEqualTo(2L * sent.length);
    Awaitility.await().atMost(DEADLINE).until(() -> proxy.open() == 0);
  }

  @Test
  void delaysEachWay() throws IOException {
    try (Socket socket = connect()) {
      proxy.switchTo(new ProxyMode.Delay(Duration.ofMillis(150), Duration.ofMillis(50)));
      long start = System.nanoTime();
      assertThat(ask(socket, "late")).isEqualTo("late");
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(300);
    }
  }

  @Test
  void endsADelayWhenItPassesAgain() throws IOException {
    try (Socket socket = connect()) {
      proxy.switchTo(new ProxyMode.Delay(Duration.ofHours(1), Duration.ZERO));
      say(socket, "held");
      proxy.switchTo(new ProxyMode.Pass());
      assertThat(hear(socket, 4)).isEqualTo("held");
    }
  }

  @Test
  void slowsDown() throws IOException {
    try (Socket socket = connect()) {
      proxy.switchTo(new ProxyMode.Throttle(20_000));
      long start = System.nanoTime();
      say(socket, "x".repeat(8_000));
      hear(socket, 8_000);
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void swallowsEverythingAndResetsSuchConnectionsLater() throws IOException {
    try (Socket socket = connect()) {
      assertThat(ask(socket, "before")).isEqualTo("before");
      proxy.switchTo(new ProxyMode.Blackhole());
      say(socket, "into nothing");
      assertSilent(socket);
      assertThat(heard).hasValue(6);
      proxy.switchTo(new ProxyMode.Pass());
      say(socket, "after");
      assertReset(socket);
    }
    try (Socket socket = connect()) {
      assertThat(ask(socket, "fresh")).isEqualTo("fresh");
    }
  }

  @Test
  void acceptsConnectionsIntoTheBlackhole() throws IOException {
    proxy.switchTo(new ProxyMode.Blackhole());
    try (Socket socket = connect()) {
      say(socket, "hello");
      assertSilent(socket);
    }
  }

  @Test
  void swallowsAnswersOnly() throws IOException {
    proxy.switchTo(new ProxyMode.OneWayDrop(Direction.TO_CLIENT));
    try (Socket socket = connect()) {
      say(socket, "heard");
      Awaitility.await().atMost(DEADLINE).until(() -> heard.get() == 5);
      assertSilent(socket);
    }
  }

  @Test
  void swallowsQuestionsOnly() throws IOException {
    proxy.switchTo(new ProxyMode.OneWayDrop(Direction.TO_SERVER));
    try (Socket socket = connect()) {
      say(socket, "unheard");
      assertSilent(socket);
      assertThat(heard).hasValue(0);
    }
  }

  @Test
  void resetsOpenAndNewConnections() throws IOException {
    try (Socket socket = connect()) {
      assertThat(ask(socket, "before")).isEqualTo("before");
      proxy.switchTo(new ProxyMode.Reset());
      assertReset(socket);
    }
    try (Socket socket = connect()) {
      assertReset(socket);
    }
  }

  @Test
  void refusesNewConnectionsAndKeepsOpenOnes() throws IOException {
    try (Socket socket = connect()) {
      assertThat(ask(socket, "before")).isEqualTo("before");
      proxy.switchTo(new ProxyMode.Refuse());
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(ask(socket, "still")).isEqualTo("still");
    }
    proxy.switchTo(new ProxyMode.Pass());
    try (Socket socket = connect()) {
      assertThat(ask(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void cutsAfterSoManyBytes() throws IOException {
    proxy.switchTo(new ProxyMode.CutAfter(7));
    try (Socket socket = connect()) {
      assertThat(ask(socket, "abc")).isEqualTo("abc");
      say(socket, "def");
      assertReset(socket);
    }
    Awaitility.await().atMost(DEADLINE).until(() -> heard.get() == 4);
    assertThat(proxy.forwarded()).isEqualTo(7);
  }

  @Test
  void servesOnlyLoopback() throws IOException {
    InetSocketAddress elsewhere =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 80);
    assertThatThrownBy(() -> TcpProxy.start(0, elsewhere, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server must be on loopback");
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other end is gone, as many tests want it.
              }
            },
            "proxy-test");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() throws IOException {
    while (!echo.isClosed()) {
      Socket peer = echo.accept();
      daemon(() -> sayBack(peer));
    }
  }

  private void sayBack(Socket peer) throws IOException {
    try (peer) {
      byte[] chunk = new byte[8192];
      InputStream in = peer.getInputStream();
      for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
        heard.addAndGet(size);
        peer.getOutputStream().write(chunk, 0, size);
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), proxy.port());
    socket.setSoTimeout(ANSWER_MILLIS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String hear(Socket socket, int size) throws IOException {
    return new String(socket.getInputStream().readNBytes(size), US_ASCII);
  }

  private static String ask(Socket socket, String text) throws IOException {
    say(socket, text);
    return hear(socket, text.length());
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(ANSWER_MILLIS);
  }

  /** What came before the reset may be heard; an orderly end may not. */
  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
