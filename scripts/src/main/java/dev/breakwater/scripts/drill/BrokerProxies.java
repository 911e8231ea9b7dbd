package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.testkit.proxy.TcpProxy;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A proxy in front of every Kafka node. Who starts at them stays behind them, since a node tells
 * its clients that came that way to find it there; everybody else goes straight to the nodes.
 */
final class BrokerProxies implements AutoCloseable {

  private final Map<Integer, TcpProxy> proxies = new TreeMap<>();

  private BrokerProxies() {}

  /** All of them, passing everything. */
  static BrokerProxies open(LocalCluster cluster, long seed) {
    BrokerProxies opened = new BrokerProxies();
    try {
      for (int node = 1; node <= cluster.plan().kafkaNodes(); node++) {
        LocalCluster.ProxyPorts ports = cluster.proxyPorts(node);
        InetSocketAddress server =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.forward());
        opened.proxies.put(node, TcpProxy.start(ports.listen(), server, seed + node));
      }
      return opened;
    } catch (UncheckedIOException e) {
      opened.close();
      throw new DrillException("no proxy in front of Kafka: " + e.getMessage(), e);
    }
  }

  /** None: for a drill that leaves the network alone. */
  static BrokerProxies none() {
    return new BrokerProxies();
  }

  /** The one in front of a node. */
  TcpProxy before(int node) {
    TcpProxy proxy = proxies.get(node);
    if (proxy == null) {
      throw new DrillException("there is no proxy in front of kafka-" + node);
    }
    return proxy;
  }

  /** Where clients start, by way of the proxies where there are some. */
  String bootstrapServers(LocalCluster cluster) {
    return proxies.isEmpty()
        ? cluster.bootstrapServers()
        : proxies.values().stream()
            .map(proxy -> "127.0.0.1:" + proxy.port())
            .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    proxies.values().forEach(TcpProxy::close);
  }
}
