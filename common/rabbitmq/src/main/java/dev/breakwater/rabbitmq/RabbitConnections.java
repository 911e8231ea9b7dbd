package dev.breakwater.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.breakwater.operators.input.TlsStores;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections. The client's own recovery is off: it would go on with a queue in the middle,
 * with other delivery tags, and nobody would know what was redelivered.
 */
final class RabbitConnections {

  private RabbitConnections() {}

  /**
   * Connects to the first node that answers.
   *
   * @param name what the server lists it as
   * @throws IOException if none does, or the server refuses
   */
  static Connection open(ServerConfig server, String name) throws IOException {
    try {
      return factory(server).newConnection(addresses(server), name);
    } catch (TimeoutException | GeneralSecurityException e) {
      throw new IOException("RabbitMQ cannot be reached at " + server.addresses(), e);
    }
  }

  private static ConnectionFactory factory(ServerConfig server)
      throws IOException, GeneralSecurityException {
    int timeout = Math.toIntExact(server.timeout().toMillis());
    ConnectionFactory factory = new ConnectionFactory();
    factory.setVirtualHost(server.virtualHost());
    factory.setUsername(server.username());
    factory.setPassword(server.password());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(Math.toIntExact(server.heartbeat().toSeconds()));
    factory.setConnectionTimeout(timeout);
    factory.setHandshakeTimeout(timeout);
    factory.setChannelRpcTimeout(timeout);
    TlsStores tls = server.tls();
    if (tls != null) {
      factory.useSslProtocol(tls.context());
      factory.enableHostnameVerification();
    }
    return factory;
  }

  private static List<Address> addresses(ServerConfig server) {
    List<Address> addresses = new ArrayList<>();
    for (String address : server.addresses()) {
      addresses.add(Address.parseAddress(address));
    }
    return addresses;
  }
}
