package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.TlsStores;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and how to come in.
 *
 * @param addresses host:port each, at least one
 * @param timeout of each request
 * @param tls null for connections without
 */
record ServerConfig(
    List<String> addresses,
    String virtualHost,
    String username,
    String password,
    Duration heartbeat,
    Duration timeout,
    @Nullable TlsStores tls)
    implements Serializable {

  ServerConfig {
    addresses = List.copyOf(addresses);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ServerConfig[%s, %s, %s, %s]".formatted(addresses, virtualHost, username, tls);
  }
}
