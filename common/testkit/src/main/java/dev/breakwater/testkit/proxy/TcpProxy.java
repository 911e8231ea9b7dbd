package dev.breakwater.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback in front of one server, whose {@link ProxyMode} can be switched at any
 * time, for open connections too. Threads: one that accepts and two per connection, all daemons.
 * Safe for use by several threads.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final long END_MILLIS = 2_000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final InetSocketAddress server;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong forwarded = new AtomicLong();
  private final Random random;
  private final int port;
  private volatile ProxyMode mode = new ProxyMode.Pass();
  private volatile boolean closed;
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  private TcpProxy(int port, InetSocketAddress server, long seed) {
    this.server = server;
    this.random = new Random(seed);
    ServerSocket opened = listen(port);
    this.listener = opened;
    this.port = opened.getLocalPort();
    startAccepting(opened);
  }

  /**
   * A proxy that passes everything.
   *
   * @param port to listen on, 0 for any that is free
   * @param server where to; only loopback
   * @param seed of the jitter
   * @throws IllegalArgumentException when the server is not on loopback
   * @throws UncheckedIOException when the port is taken
   */
  public static TcpProxy start(int port, InetSocketAddress server, long seed) {
    if (server.getAddress() == null || !server.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("server must be on loopback, was " + server);
    }
    return new TcpProxy(port, server, seed);
  }

  /** The port it listens on; the same all its life. */
  public int port() {
    return port;
  }

  public ProxyMode mode() {
    return mode;
  }

  /**
   * Switches the mode, and returns when it holds for new connections.
   *
   * @throws UncheckedIOException when it has refused connections so far and its port was taken
   *     since
   */
  public synchronized void switchTo(ProxyMode next) {
    if (closed) {
      throw new IllegalStateException("proxy on port " + port + " is closed");
    }
    mode = next;
    if (next instanceof ProxyMode.Refuse) {
      stopListening();
    } else if (listener == null) {
      ServerSocket opened = listen(port);
      listener = opened;
      startAccepting(opened);
    }
    if (next instanceof ProxyMode.Reset) {
      resetAll();
    }
    links.forEach(Link::modeChanged);
  }

  /** How many connections are open. */
  public int open() {
    return links.size();
  }

  /** How many connections were accepted so far. */
  public long accepted() {
    return accepted.get();
  }

  /** How many bytes have passed so far, both ways. */
  public long forwarded() {
    return forwarded.get();
  }

  /** Resets what is open and stops listening. */
  @Override
  public synchronized void close() {
    closed = true;
    stopListening();
    resetAll();
  }

  void passed(int bytes) {
    forwarded.addAndGet(bytes);
  }

  void ended(Link link) {
    links.remove(link);
  }

  /** A share of the jitter, in [0, 1). */
  double jitter() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private void resetAll() {
    links.forEach(Link::reset);
  }

  private void stopListening() {
    ServerSocket open = listener;
    Thread accepting = acceptor;
    listener = null;
    if (open == null || accepting == null) {
      return;
    }
    Link.closeQuietly(open);
    try {
      // The system goes on accepting for as long as a thread is inside accept.
      accepting.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAccepting(ServerSocket from) {
    Thread thread = new Thread(() -> accept(from), "proxy-" + from.getLocalPort());
    thread.setDaemon(true);
    thread.start();
    acceptor = thread;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        serve(from.accept());
      } catch (IOException e) {
        if (from.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket client) {
    accepted.incrementAndGet();
    Link link = new Link(this, client);
    links.add(link);
    if (closed || mode instanceof ProxyMode.Reset) {
      link.reset();
      return;
    }
    link.start(server);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "proxy cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }
}
