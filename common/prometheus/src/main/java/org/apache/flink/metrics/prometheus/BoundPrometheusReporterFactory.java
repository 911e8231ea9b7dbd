package org.apache.flink.metrics.prometheus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.PortRange;

/**
 * Makes the reporter where Flink's configuration names this class.
 *
 * <ul>
 *   <li>{@code host}: the address to listen on, {@code 127.0.0.1} unless set;
 *   <li>{@code port}: a port or a range, as for Flink's own, {@code 9249} unless set.
 * </ul>
 */
public final class BoundPrometheusReporterFactory implements MetricReporterFactory {

  private static final String HOST = "host";
  private static final String PORT = "port";

  @Override
  public BoundPrometheusReporter createMetricReporter(Properties properties) {
    String host = properties.getProperty(HOST, "127.0.0.1").trim();
    try {
      return new BoundPrometheusReporter(
          InetAddress.getByName(host), new PortRange(properties.getProperty(PORT, "9249")));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host must be an address of this machine, was " + host, e);
    }
  }
}
