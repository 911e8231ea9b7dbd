package dev.breakwater.testkit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/** Listens to a port of loopback, with a thread that accepts. */
final class Listener implements AutoCloseable {

  private static final int BACKLOG = 1_024;
  private static final long END_MILLIS = 2_000;

  private final ServerSocket socket;
  private final Thread thread;

  private Listener(ServerSocket socket, Consumer<Socket> accepted) {
    this.socket = socket;
    this.thread = new Thread(() -> accept(accepted), "airport-service-" + socket.getLocalPort());
    thread.setDaemon(true);
  }

  /**
   * Listens.
   *
   * @param accepted is given each connection, and must not take long
   */
  static Listener start(ServerSocketFactory sockets, Port port, Consumer<Socket> accepted) {
    try {
      ServerSocket socket = sockets.createServerSocket();
      socket.setReuseAddress(true);
      socket.bind(port.address(), BACKLOG);
      Listener listener = new Listener(socket, accepted);
      listener.thread.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be listened to".formatted(port.address()), e);
    }
  }

  /** Returns when new connections are refused. */
  @Override
  public void close() {
    try {
      socket.close();
      // The system goes on accepting for as long as a thread is inside accept.
      thread.join(END_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException("the listener cannot be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(Consumer<Socket> accepted) {
    while (!socket.isClosed()) {
      try {
        accepted.accept(socket.accept());
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }
}
