package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.input.InputServer;
import dev.breakwater.testkit.proxy.TcpProxy;
import dev.breakwater.testkit.service.AirportService;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * With whom the jobs of a round have to do beside Kafka: a service that they ask, a server that
 * they read from, or nobody.
 */
final class Partners implements AutoCloseable {

  /** Nobody. */
  static final Partners NONE = new Partners(null, null, null);

  private final @Nullable AirportService service;
  private final @Nullable InputServer input;
  private final @Nullable TcpProxy proxy;

  private Partners(
      @Nullable AirportService service, @Nullable InputServer input, @Nullable TcpProxy proxy) {
    this.service = service;
    this.input = input;
    this.proxy = proxy;
  }

  /**
   * Starts those of a drill.
   *
   * @param servicePort of the service, where there is one
   */
  static Partners start(Drill drill, RunTopics topics, int servicePort) {
    Input input = drill.pipeline().input();
    if (input != null) {
      return reading(input.start(topics.in()), drill);
    }
    return drill.pipeline().asksAService()
        ? new Partners(AirportService.start(servicePort), null, null)
        : NONE;
  }

  /** A server to read from, behind a proxy where the drill needs one. */
  static Partners reading(InputServer server, Drill drill) {
    if (!drill.inputBehindProxy()) {
      return new Partners(null, server, null);
    }
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    try {
      return new Partners(null, server, TcpProxy.start(0, address, drill.name().hashCode()));
    } catch (UncheckedIOException e) {
      server.close();
      throw new DrillException("no proxy in front of the input: " + e.getMessage(), e);
    }
  }

  /**
   * What the jobs ask.
   *
   * @throws IllegalStateException when they ask nobody
   */
  AirportService service() {
    return there(service, "service that is asked");
  }

  /**
   * What the job reads from.
   *
   * @throws IllegalStateException when that is Kafka
   */
  InputServer input() {
    return there(input, "server to read from but Kafka");
  }

  /**
   * The job's way to {@link #input}; everybody else goes straight.
   *
   * @throws IllegalStateException when there is no proxy in it
   */
  TcpProxy proxy() {
    return there(proxy, "proxy in front of the input");
  }

  /** Where the job finds {@link #input}. */
  int inputPort() {
    return proxy == null ? input().port() : proxy.port();
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
    if (input != null) {
      input.close();
    }
    if (service != null) {
      service.close();
    }
  }

  private static <T> T there(@Nullable T partner, String what) {
    if (partner == null) {
      throw new IllegalStateException("the pipeline has no " + what);
    }
    return partner;
  }
}
