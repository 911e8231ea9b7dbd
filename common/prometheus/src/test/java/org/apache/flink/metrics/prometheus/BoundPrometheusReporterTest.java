package org.apache.flink.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;

class BoundPrometheusReporterTest {

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void showsMetricsAtItsAddressAndAtNoOther() throws Exception {
    BoundPrometheusReporter reporter = reporter("127.0.0.1", freePort() + "-65535");
    try {
      reporter.open(new MetricConfig());
      SimpleCounter counter = new SimpleCounter();
      counter.inc(7);
      reporter.notifyOfAddedMetric(counter, "records", new Group());
      assertThat(get("127.0.0.1", reporter.port())).contains("records", "7.0");
      assertThatThrownBy(() -> get("127.0.0.2", reporter.port()))
          .isInstanceOf(ConnectException.class);
    } finally {
      reporter.close();
    }
    assertThatThrownBy(() -> get("127.0.0.1", reporter.port()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void takesTheNextPortWhereOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BoundPrometheusReporter reporter = reporter("127.0.0.1", taken.getLocalPort() + "-65535");
      assertThat(reporter.port()).isGreaterThan(taken.getLocalPort());
      reporter.close();
      String only = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> reporter("127.0.0.1", only))
          .hasMessageContaining("host and port must have a free port, was /127.0.0.1, " + only);
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> reporter("no such host", "9249"))
        .hasMessage("host must be an address of this machine, was no such host");
  }

  @Test
  void isFoundByItsNameAsFlinkLooksForIt() {
    assertThat(ServiceLoader.load(MetricReporterFactory.class))
        .anyMatch(BoundPrometheusReporterFactory.class::isInstance);
  }

  private static final class Group extends UnregisteredMetricsGroup
      implements LogicalScopeProvider {

    @Override
    public String getLogicalScope(CharacterFilter filter) {
      return getLogicalScope(filter, '.');
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char delimiter) {
      return "task";
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
      return this;
    }
  }

  private static BoundPrometheusReporter reporter(String host, String port) {
    Properties properties = new MetricConfig();
    properties.setProperty("host", host);
    properties.setProperty("port", port);
    return new BoundPrometheusReporterFactory().createMetricReporter(properties);
  }

  private String get(String host, int port) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://%s:%d/metrics".formatted(host, port)))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
