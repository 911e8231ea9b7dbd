package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.BackOffDelayPolicy;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.EnvironmentBuilder;
import com.rabbitmq.stream.StreamException;
import com.rabbitmq.stream.codec.SimpleCodec;
import com.rabbitmq.stream.impl.Client;
import dev.breakwater.operators.input.TlsStores;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/** Makes clients. */
final class StreamConnections {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private StreamConnections() {}

  /**
   * What consumers are made with. It reconnects by itself, each second; messages come as they are
   * stored, so that none can fail in the client, which would leave out the rest of its chunk.
   *
   * @param name what the server lists its connections as
   * @throws IOException if no node answers, or refuses
   */
  static Environment open(ServerConfig server, String name) throws IOException {
    String scheme = server.tls() == null ? "rabbitmq-stream://" : "rabbitmq-stream+tls://";
    List<String> nodes = server.addresses().stream().map(address -> scheme + address).toList();
    EnvironmentBuilder builder =
        Environment.builder()
            .id(name)
            .uris(nodes)
            .virtualHost(server.virtualHost())
            .username(server.username())
            .password(server.password())
            .requestedHeartbeat(server.heartbeat())
            .rpcTimeout(server.timeout())
            .recoveryBackOffDelayPolicy(BackOffDelayPolicy.fixed(PAUSE))
            .topologyUpdateBackOffDelayPolicy(BackOffDelayPolicy.fixed(PAUSE))
            .codec(new SimpleCodec());
    TlsStores tls = server.tls();
    if (tls != null) {
      builder.tls().sslContext(sslContext(tls));
    }
    try {
      return builder.build();
    } catch (StreamException e) {
      throw unreachable(server, e);
    }
  }

  /**
   * A connection to the first node that answers, for questions.
   *
   * @throws IOException if none does, or refuses
   */
  static Client connect(ServerConfig server, String name) throws IOException {
    IOException failure = new IOException("no address");
    for (String address : server.addresses()) {
      int colon = address.lastIndexOf(':');
      Client.ClientParameters parameters =
          new Client.ClientParameters()
              .host(address.substring(0, colon))
              .port(Integer.parseInt(address.substring(colon + 1)))
              .virtualHost(server.virtualHost())
              .username(server.username())
              .password(server.password())
              .requestedHeartbeat(server.heartbeat())
              .rpcTimeout(server.timeout())
              .clientProperty("connection_name", name);
      TlsStores tls = server.tls();
      if (tls != null) {
        parameters.sslContext(sslContext(tls));
      }
      try {
        return new Client(parameters);
      } catch (StreamException e) {
        failure = unreachable(server, e);
      }
    }
    throw failure;
  }

  private static IOException unreachable(ServerConfig server, StreamException e) {
    return new IOException(
        "RabbitMQ cannot be reached at %s: %s".formatted(server.addresses(), reason(e)), e);
  }

  /** The server's name is checked against its certificate. */
  private static SslContext sslContext(TlsStores tls) throws IOException {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          .keyManager(tls.keys())
          .trustManager(tls.trusted())
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("the stores of rabbitmq-stream.tls cannot be used", e);
    }
  }

  /** What was wrong in the first place; the client has it in a cause. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
