package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.apache.flink.util.PortRange;

/**
 * Flink's Prometheus reporter, which listens on one address and not on all.
 *
 * <p>In Flink's package, since nobody else can see the registry of what is reported; its jar lies
 * beside Flink's in {@code plugins/metrics-prometheus}, so that one class loader has both.
 */
public final class BoundPrometheusReporter extends AbstractPrometheusReporter {

  private final HTTPServer server;

  /**
   * Listens on the first port that is free.
   *
   * @throws IllegalArgumentException when no port of the range is free at that address
   */
  BoundPrometheusReporter(InetAddress host, PortRange ports) {
    this.server = start(host, ports);
    log.info("prometheus reporter listens host={} port={}", host, server.getPort());
  }

  private HTTPServer start(InetAddress host, PortRange ports) {
    IOException last = null;
    for (Iterator<Integer> port = ports.getPortsIterator(); port.hasNext(); ) {
      try {
        return new HTTPServer(new InetSocketAddress(host, port.next()), registry);
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new IllegalArgumentException(
        "host and port must have a free port, was %s, %s".formatted(host, ports), last);
  }

  /** The port it has found. */
  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }
}
