package dev.breakwater.testkit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of loopback that stays ours while nobody listens to it. A port that is only closed may
 * become the local port of somebody's connection, even of one that tries to reach it.
 */
final class Port implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** Bound and never connected; it lets a listener that reuses addresses have the port too. */
  private final Socket holder;

  private final InetSocketAddress address;

  private Port(Socket holder) {
    this.holder = holder;
    this.address = (InetSocketAddress) holder.getLocalSocketAddress();
  }

  /**
   * Takes a port.
   *
   * @param number 0 for any that is free
   */
  static Port take(int number) {
    Socket holder = new Socket();
    try {
      holder.setReuseAddress(true);
      holder.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), number));
      return new Port(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the service cannot have port %d of 127.0.0.1: %s".formatted(number, e.getMessage()), e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  int number() {
    return address.getPort();
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException("port %d cannot be given back".formatted(number()), e);
    }
  }
}
