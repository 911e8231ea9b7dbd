package dev.breakwater.testkit.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on loopback, below the range from which systems take the ports of outgoing
 * connections: there, a client that keeps retrying could take the port of the stopped broker, and
 * even be connected to itself.
 */
public final class LoopbackPorts {

  public static final String HOST = "127.0.0.1";

  private static final byte[] ADDRESS = {127, 0, 0, 1};
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPorts() {}

  /** A port that nobody listens on. */
  public static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new BrokerFailedException(
        "no free port on %s found in %d tries between %d and %d"
            .formatted(HOST, ATTEMPTS, LOWEST, HIGHEST),
        null);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the broker does, so that connections of its former life do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
