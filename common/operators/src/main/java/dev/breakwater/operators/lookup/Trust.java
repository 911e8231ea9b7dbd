package dev.breakwater.operators.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of a file. */
final class Trust {

  private Trust() {}

  /**
   * @throws IllegalStateException if the file cannot be used
   */
  static SSLContext context(HttpSettings.TrustStore store) {
    try (InputStream file = Files.newInputStream(Path.of(store.path()))) {
      KeyStore certificates = KeyStore.getInstance(store.type());
      String password = store.password();
      certificates.load(file, password == null ? null : password.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(certificates);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          LookupOptions.TRUST_STORE.key() + " cannot be used, was " + store.path(), e);
    }
  }
}
