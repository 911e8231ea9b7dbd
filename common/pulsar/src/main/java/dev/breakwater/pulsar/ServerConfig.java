package dev.breakwater.pulsar;

import dev.breakwater.operators.input.TlsStores;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and how to come in.
 *
 * @param url of the brokers, or of a proxy
 * @param token null where the server asks for none
 * @param timeout of each request
 */
record ServerConfig(String url, @Nullable String token, Duration timeout, TlsStores tls)
    implements Serializable {

  static final String TLS_SCHEME = "pulsar+ssl://";

  /** Without the token. */
  @Override
  public String toString() {
    return "ServerConfig[%s, token=%s, %s]".formatted(url, token != null, tls);
  }
}
