package dev.breakwater.testkit.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A client's connection and the one to the server behind it. */
final class Link {

  private static final int CHUNK = 64 * 1024;
  private static final int THROTTLED_CHUNK = 1024;
  private static final int CONNECT_MILLIS = 5_000;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server = new Socket();
  private final AtomicLong passed = new AtomicLong();
  private volatile boolean swallowed;
  private volatile boolean ended;

  Link(TcpProxy proxy, Socket client) {
    this.proxy = proxy;
    this.client = client;
  }

  void start(InetSocketAddress address) {
    run(
        "connect",
        () -> {
          // A connection of its own thread: a server that hangs must not hold up the others.
          server.connect(address, CONNECT_MILLIS);
          run("back", () -> pump(server, client, Direction.TO_CLIENT));
          pump(client, server, Direction.TO_SERVER);
        });
  }

  /** Ends both connections with RST: their peers see an error, not an end. */
  void reset() {
    ended = true;
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException closedAlready) {
        continue;
      }
      closeQuietly(socket);
    }
    proxy.ended(this);
    modeChanged();
  }

  /** Wakes what waits for bytes to be due. */
  synchronized void modeChanged() {
    notifyAll();
  }

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as gone as it can be.
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                reset();
              }
            },
            "proxy-" + proxy.port() + "-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Socket from, Socket to, Direction direction)
      throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (!ended) {
      boolean throttled = proxy.mode() instanceof ProxyMode.Throttle;
      int size = in.read(chunk, 0, throttled ? THROTTLED_CHUNK : CHUNK);
      if (size < 0) {
        endOf(to);
        return;
      }
      forward(chunk, size, out, direction);
    }
  }

  private void forward(byte[] chunk, int size, OutputStream out, Direction direction)
      throws IOException, InterruptedException {
    hold(size);
    ProxyMode mode = proxy.mode();
    if (mode.swallows(direction)) {
      swallowed = true;
      return;
    }
    boolean gap = swallowed && !(mode instanceof ProxyMode.OneWayDrop);
    if (ended || gap) {
      reset();
      return;
    }
    long before = passed.getAndAdd(size);
    int allowed = size;
    if (mode instanceof ProxyMode.CutAfter cut) {
      allowed = (int) Math.max(0, Math.min(size, cut.bytes() - before));
    }
    out.write(chunk, 0, allowed);
    out.flush();
    proxy.passed(allowed);
    if (mode instanceof ProxyMode.CutAfter cut && before + size >= cut.bytes()) {
      reset();
    }
  }

  /** Waits until the chunk is due in the mode that holds, looking again when it changes. */
  private synchronized void hold(int size) throws InterruptedException {
    long start = System.nanoTime();
    double jitter = proxy.jitter();
    while (!ended) {
      long left = holdNanos(size, jitter) - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      wait(TimeUnit.NANOSECONDS.toMillis(left), (int) (left % 1_000_000));
    }
  }

  private long holdNanos(int size, double jitter) {
    ProxyMode mode = proxy.mode();
    if (mode instanceof ProxyMode.Delay delay) {
      Duration extra = delay.jitter();
      return delay.delay().toNanos() + (long) (extra.toNanos() * jitter);
    }
    if (mode instanceof ProxyMode.Throttle throttle) {
      return TimeUnit.SECONDS.toNanos(1) * size / throttle.bytesPerSecond();
    }
    return 0;
  }

  /** One side has said all it had to say; the other may go on. */
  private void endOf(Socket to) throws IOException {
    to.shutdownOutput();
    if (client.isOutputShutdown() && server.isOutputShutdown()) {
      closeQuietly(client);
      closeQuietly(server);
      proxy.ended(this);
    }
  }
}
