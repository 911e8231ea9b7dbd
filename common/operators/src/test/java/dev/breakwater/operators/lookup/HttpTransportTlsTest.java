package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.tls.Certificate;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTransportTlsTest {

  private static final String PASSWORD = "changeit-please";

  @TempDir Path directory;

  @Test
  void trustsTheFileItIsGivenAndNobodyElse() throws Exception {
    Certificate certificate = Certificate.create(directory, "service", PASSWORD);
    try (AirportService service = AirportService.start(sockets(certificate), 0, 1)) {
      String url = "https://127.0.0.1:" + service.port();
      Reply trusted =
          call(
              url,
              "lookup.tls.trust-store",
              certificate.trustStore().toString(),
              "lookup.tls.trust-store-password",
              PASSWORD);
      assertThat(trusted.value()).asString(UTF_8).contains("Phoenix");
      assertThat(call(url).ending()).isEqualTo(Ending.CONNECTION);
    }
  }

  @Test
  void saysWhichFileCannotBeUsed() {
    LookupConfig config =
        LookupConfigs.of(
            "lookup.url", "https://127.0.0.1/", "lookup.tls.trust-store", "/nowhere/trust.p12");
    assertThatThrownBy(() -> new HttpTransport(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lookup.tls.trust-store cannot be used, was /nowhere/trust.p12");
  }

  private static Reply call(String url, String... pairs) throws InterruptedException {
    String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 4);
    all[pairs.length] = "lookup.url";
    all[pairs.length + 1] = url + "/airports/{/origin}";
    all[pairs.length + 2] = "lookup.deadline";
    all[pairs.length + 3] = "30 s";
    BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    try (HttpTransport transport = new HttpTransport(LookupConfigs.of(all))) {
      transport.call(url + "/airports/PHX", replies::add);
      Reply reply = replies.poll(60, TimeUnit.SECONDS);
      assertThat(reply).isNotNull();
      return reply;
    }
  }

  private static ServerSocketFactory sockets(Certificate certificate) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(certificate.keyStore())) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }
}
