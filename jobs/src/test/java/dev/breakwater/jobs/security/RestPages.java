package dev.breakwater.jobs.security;

import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** What anyone sees in the web interface. */
final class RestPages {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI web;
  private final Certificate certificate;
  private final HttpClient client;

  /**
   * @param certificate the only one that is trusted
   */
  RestPages(URI web, Certificate certificate) throws GeneralSecurityException, IOException {
    this.web = web;
    this.certificate = certificate;
    this.client = HttpClient.newBuilder().sslContext(context(false)).build();
  }

  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).timeout(ANSWER).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Every page about the cluster and a job, one after the other. */
  String ofJob(String id) throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String page :
        List.of("config", "jobmanager/config", "jobmanager/environment", "taskmanagers")) {
      all.append(get("/" + page)).append('\n');
    }
    for (String page :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/accumulators",
            "/checkpoints",
            "/checkpoints/config",
            "/jobmanager/config",
            "/jobmanager/environment")) {
      all.append(get("/jobs/" + id + page)).append('\n');
    }
    return all.toString();
  }

  /**
   * A socket to a port inside the cluster.
   *
   * @param withKey whether it can show the certificate
   */
  SSLSocket socket(int port, boolean withKey) throws GeneralSecurityException, IOException {
    SSLSocket socket =
        (SSLSocket) context(withKey).getSocketFactory().createSocket(web.getHost(), port);
    // With 1.3 the refusal would come after the handshake.
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
    return socket;
  }

  private SSLContext context(boolean withKey) throws GeneralSecurityException, IOException {
    char[] password = certificate.password().toCharArray();
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(certificate.trustStore().toFile(), password));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(certificate.keyStore().toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        withKey ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
    return context;
  }
}
