package dev.breakwater.pulsar;

import dev.breakwater.operators.input.TlsStores;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.PulsarClient;

/** Makes clients, and waits for what they promise. */
final class PulsarConnections {

  private static final String STORE_TYPE = "PKCS12";
  private static final int ATTEMPTS = 2;
  private static final int LONGEST_PAUSE_SECONDS = 5;

  private PulsarConnections() {}

  /**
   * A client that connects with its first request.
   *
   * @throws IOException if what it was told cannot be used: a store that is not there, say
   */
  @SuppressWarnings("deprecation") // Of the counters, see PartitionConsumer.
  static PulsarClient open(ServerConfig server) throws IOException {
    int millis = Math.toIntExact(server.timeout().toMillis());
    ClientBuilder builder =
        PulsarClient.builder()
            .serviceUrl(server.url())
            .operationTimeout(millis, TimeUnit.MILLISECONDS)
            .lookupTimeout(millis, TimeUnit.MILLISECONDS)
            .connectionTimeout(millis, TimeUnit.MILLISECONDS)
            // A minute by default: so long would an outage of seconds be.
            .maxBackoffInterval(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS)
            // The counters are looked at, not their lines in the log.
            .statsInterval(1, TimeUnit.DAYS)
            .ioThreads(1)
            .listenerThreads(1);
    if (server.token() != null) {
      builder.authentication(AuthenticationFactory.token(server.token()));
    }
    if (server.url().startsWith(ServerConfig.TLS_SCHEME)) {
      encrypt(builder, server.tls());
    }
    return builder.build();
  }

  private static void encrypt(ClientBuilder builder, TlsStores tls) {
    builder.enableTlsHostnameVerification(true).allowTlsInsecureConnection(false);
    if (tls.any()) {
      builder.useKeyStoreTls(true);
    }
    if (tls.trust() != null) {
      builder
          .tlsTrustStoreType(STORE_TYPE)
          .tlsTrustStorePath(tls.trust().location())
          .tlsTrustStorePassword(tls.trust().password());
    }
    if (tls.key() != null) {
      builder
          .tlsKeyStoreType(STORE_TYPE)
          .tlsKeyStorePath(tls.key().location())
          .tlsKeyStorePassword(tls.key().password());
    }
  }

  /**
   * What the client promised, within twice the time after which it gives up itself.
   *
   * @param what it is about: a topic
   * @throws IOException if it failed, or did not come
   */
  static <T> T await(CompletableFuture<T> promise, ServerConfig server, String what)
      throws IOException {
    try {
      return promise.get(ATTEMPTS * server.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // The kind of failure is often all that it says.
      throw new IOException(
          "%s cannot be read from %s: %s".formatted(what, server.url(), e.getCause()),
          e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("%s does not answer for %s".formatted(server.url(), what), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Pulsar was asked");
    }
  }
}
